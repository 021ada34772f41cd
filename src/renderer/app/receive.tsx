/** Where files go that are dropped or chosen, on whatever screen. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { api, type DroppedFile } from '../api.ts'
import { importStore } from '../features/data/importStore.ts'
import { isBusy } from '../features/data/session.ts'
import { t } from '../i18n.ts'
import { workspaceNameFor } from './dropped.ts'
import { useNotice } from './notice.tsx'

type Receive = (files: readonly DroppedFile[] | Promise<readonly DroppedFile[]>) => void

const ReceiveContext = createContext<Receive | null>(null)

interface ReceiveProviderProps {
  /** The open one; null before there is any. */
  workspace: Pick<Workspace, 'sample'> | null
  children: ReactNode
}

export function ReceiveProvider({ workspace, children }: ReceiveProviderProps) {
  const [, go] = useLocation()
  const { show, dismiss } = useNotice()
  const [held, setHeld] = useState<readonly DroppedFile[] | null>(null)
  const isOpen = workspace !== null
  const isSample = workspace?.sample === true

  const take = useCallback(
    async (files: readonly DroppedFile[], apart: boolean) => {
      if (apart) await createNamedAfter(files)
      if (!isBusy(importStore.session())) importStore.begin(files)
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
        if (isSample && !isBusy(importStore.session())) setHeld(files)
        else await take(files, !isOpen)
      }
      begin().catch(show)
    },
    [isOpen, isSample, take, show, dismiss]
  )
  const answer = (apart: boolean) => {
    setHeld(null)
    if (held !== null) take(held, apart).catch(show)
  }
  return (
    <ReceiveContext value={receive}>
      {children}
      <Modal
        opened={held !== null}
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
    </ReceiveContext>
  )
}

/**
 * Takes files: starts their import and shows it. While another is running, that one is shown instead. Without a workspace,
 * one is made first; with the sample shop open, it is asked whether to make one. What goes wrong is shown as a notice.
 */
export function useReceive(): Receive {
  const receive = useContext(ReceiveContext)
  if (receive === null) throw new Error('useReceive needs a ReceiveProvider above it')
  return receive
}

/** Makes a workspace named after the drop, with a number behind it where that name is taken. */
async function createNamedAfter(files: readonly DroppedFile[]): Promise<void> {
  const name = workspaceNameFor(files.map((file) => file.name))
  for (let attempt = 1; ; attempt++) {
    try {
      await api.call('workspace.create', { name: attempt === 1 ? name : `${name} ${attempt}` })
      return
    } catch (error) {
      if (!isSextantError(error, 'workspace.exists') || attempt === 99) throw error
    }
  }
}
