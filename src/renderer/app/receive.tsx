/** Where files go that are dropped or chosen, on whatever screen. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { api, type DroppedFile } from '../api.ts'
import { importStore } from '../features/data/importStore.ts'
import { isBusy, isMadeInVain, isReview, type Session } from '../features/data/session.ts'
import { t } from '../i18n.ts'
import { labelOf, workspaceNameFor } from './dropped.ts'
import { useNotice } from './notice.tsx'

type Receive = (files: readonly DroppedFile[] | Promise<readonly DroppedFile[]>) => void

const ReceiveContext = createContext<Receive | null>(null)

/** Files that wait for an answer: beside the figures of the sample shop, or while others are under review. */
type Held = { files: readonly DroppedFile[] } & ({ because: 'sample' } | ({ because: 'review' } & Joining))

interface Joining {
  /** What lies in a watched folder is reviewed by itself. */
  canAdd: boolean
  sameName: boolean
}

interface ReceiveProviderProps {
  /** The open one; null before there is any. */
  workspace: Pick<Workspace, 'sample'> | null
  children: ReactNode
}

export function ReceiveProvider({ workspace, children }: ReceiveProviderProps) {
  const [, go] = useLocation()
  const { show, dismiss } = useNotice()
  const [held, setHeld] = useState<Held | null>(null)
  const isOpen = workspace !== null
  const isSample = workspace?.sample === true

  const take = useCallback(
    async (files: readonly DroppedFile[], apart: boolean) => {
      if (isBusy(importStore.session())) return go('/data')
      // The former files are not imported: a workspace that was made for them goes, and these get their own.
      const inVain = isMadeInVain(importStore.session())
      if (inVain) await importStore.close()
      const made = apart || inVain
      if (made) await createNamedAfter(files)
      importStore.begin(files, {}, made)
      go('/data')
    },
    [go]
  )
  const receive = useCallback<Receive>(
    (arriving) => {
      const begin = async () => {
        const files = await arriving
        if (files.length === 0) return
        dismiss()
        const session = importStore.session()
        if (isReview(session)) setHeld({ files, because: 'review', ...joining(files, session) })
        else if (isSample && !isBusy(session)) setHeld({ files, because: 'sample' })
        else await take(files, !isOpen)
      }
      begin().catch(show)
    },
    [isOpen, isSample, take, show, dismiss]
  )
  const answer = (apart: boolean) => {
    setHeld(null)
    if (held !== null) take(held.files, apart).catch(show)
  }
  const add = () => {
    setHeld(null)
    if (held !== null) importStore.add(held.files)
    go('/data')
  }
  const keepReviewing = () => {
    setHeld(null)
    go('/data')
  }
  return (
    <ReceiveContext value={receive}>
      {children}
      <Modal
        opened={held?.because === 'sample'}
        onClose={() => setHeld(null)}
        title={t('sample.own.title')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Stack gap={16}>
          <Text c="dimmed">{t('sample.own.text')}</Text>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => answer(false)}>
              {t('sample.own.together')}
            </Button>
            <Button data-autofocus onClick={() => answer(true)}>
              {t('sample.own.apart')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal
        opened={held?.because === 'review'}
        onClose={keepReviewing}
        title={t('frame.second.title')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Stack gap={16}>
          <Text c="dimmed">
            {t('frame.second.text', labelOf(held?.files.map(({ name }) => name) ?? []))}{' '}
            {held?.because === 'review' && held.canAdd && held.sameName && t('frame.second.sameName')}
          </Text>
          <Stack gap={8}>
            {held?.because === 'review' && held.canAdd && (
              <Button data-autofocus onClick={add}>
                {t('frame.second.together')}
              </Button>
            )}
            <Button variant="default" onClick={() => answer(false)}>
              {t('frame.second.instead')}
            </Button>
            <Button variant="default" onClick={keepReviewing}>
              {t('frame.second.keep')}
            </Button>
          </Stack>
        </Stack>
      </Modal>
    </ReceiveContext>
  )
}

/**
 * Takes files: starts their import and shows it. While another is running, that one is shown instead. Without a workspace,
 * one is made first; with the sample shop open, it is asked whether to make one, and with a review open, what is to become of it. What goes
 * wrong is shown as a notice.
 */
export function useReceive(): Receive {
  const receive = useContext(ReceiveContext)
  if (receive === null) throw new Error('useReceive needs a ReceiveProvider above it')
  return receive
}

function joining(
  files: readonly DroppedFile[],
  { watch, dropped }: Pick<Extract<Session, { step: 'open' }>, 'watch' | 'dropped'>
): Joining {
  return { canAdd: watch === null, sameName: files.some(({ name }) => dropped.some((former) => former.name === name)) }
}

/** Makes a workspace named after the drop, with a number behind it where that name is taken. It goes again when the drop is not imported. */
async function createNamedAfter(files: readonly DroppedFile[]): Promise<void> {
  const name = workspaceNameFor(files.map((file) => file.name))
  for (let attempt = 1; ; attempt++) {
    try {
      await api.call('workspace.create', { name: attempt === 1 ? name : `${name} ${attempt}`, provisional: true })
      return
    } catch (error) {
      if (!isSextantError(error, 'workspace.exists') || attempt === 99) throw error
    }
  }
}
