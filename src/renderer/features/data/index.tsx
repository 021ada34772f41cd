import { useImportSession } from './importStore.ts'
import { ResultView } from './ResultView.tsx'
import { ReviewView } from './ReviewView.tsx'
import { SourcesView } from './SourcesView.tsx'
import { StoppedView } from './StoppedView.tsx'
import { WorkingView } from './WorkingView.tsx'

export { RejectedScreen } from './RejectedScreen.tsx'
export { TemplatesScreen } from './TemplatesScreen.tsx'

/** What has been imported; while an import is open, that import from what was understood to its result. */
export function DataScreen() {
  const session = useImportSession()
  switch (session.step) {
    case 'none':
      return <SourcesView />
    case 'staging':
    case 'reading':
    case 'importing':
      return <WorkingView session={session} />
    case 'open':
      return <ReviewView session={session} />
    case 'done':
      return <ResultView session={session} />
    case 'stopped':
      return <StoppedView session={session} />
  }
}
