/** What `host/scripts.ts` puts in front of the scripts that it gives to a page. */
export interface Parameters {
  /** Part of every name by which the two worlds and the host find each other: the page's own scripts cannot know it. */
  secret: string
  /** What `process` tells a preload script. */
  platform: string
  versions: Record<string, string>
}

declare global {
  const electronDouble: Parameters
}

/** What a world asks the host, which answers while the page stands still. */
export type Question =
  | { kind: 'file'; file: File }
  | { kind: 'navigate'; url: string; isMainFrame: boolean }
  | { kind: 'open'; url: string; frameName: string; features: string }
  | { kind: 'socket'; url: string }

/** What the host tells the world of the preload script, see host/world.ts. */
export type ToPage =
  | { type: 'settle'; id: number; ok: true; value: string }
  | { type: 'settle'; id: number; ok: false; error: string }
  | { type: 'message'; channel: string; args: string }
/** What it is told. */
export type FromPage =
  | { type: 'invoke'; id: number; frameUrl: string; channel: string; args: string }
  | { type: 'send'; frameUrl: string; channel: string; args: string }
  | { type: 'preload-error'; message: string }
