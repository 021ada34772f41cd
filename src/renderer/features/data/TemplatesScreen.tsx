import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { TemplateEntry } from '../../../shared/model/template.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './TemplatesScreen.module.css'

/** The mappings that apply by themselves: the user's, which can be renamed and deleted, and the built-in ones with their sources. */
export function TemplatesScreen() {
  const templates = useMethod('templates.list', {})
  const [renaming, setRenaming] = useState<TemplateEntry | null>(null)
  const [deleting, setDeleting] = useState<TemplateEntry | null>(null)
  const own = templates.data?.filter(({ builtIn }) => !builtIn) ?? []
  const builtIn = templates.data?.filter((entry) => entry.builtIn) ?? []
  return (
    <Screen
      title={t('data.template.title')}
      finding={templates.data ? t('data.template.finding', own.length, builtIn.length) : t('data.template.title')}
      note={
        <>
          {t('data.template.note')} <Link href="/data">{t('data.template.back')}</Link>
        </>
      }
    >
      {templates.error !== null && <ErrorNotice error={templates.error} />}
      <Section title={t('data.template.own')}>
        {own.length === 0 ? (
          <p className={classes.none}>{t('data.template.none')}</p>
        ) : (
          <ul className={classes.list}>
            {own.map((entry) => (
              <li key={entry.id} className={classes.entry}>
                <span className={classes.name}>{entry.name}</span>
                <span className={classes.facts}>{facts(entry)}</span>
                <Group gap={8} className={classes.actions}>
                  <Button variant="default" onClick={() => setRenaming(entry)} aria-label={t('data.template.renameOf', entry.name)}>
                    {t('data.template.rename')}
                  </Button>
                  <Button variant="default" onClick={() => setDeleting(entry)} aria-label={t('data.template.deleteOf', entry.name)}>
                    {t('data.template.delete')}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('data.template.builtIn')}>
        <ul className={classes.list}>
          {builtIn.map((entry) => (
            <li key={entry.id} className={classes.entry}>
              <details className={classes.details}>
                <summary>
                  <span className={classes.name}>{entry.name}</span>
                  <span className={classes.facts}>{facts(entry)}</span>
                </summary>
                {entry.source !== null && <Source source={entry.source} />}
              </details>
            </li>
          ))}
        </ul>
      </Section>
      {renaming !== null && <Rename entry={renaming} onClose={() => setRenaming(null)} />}
      {deleting !== null && <Delete entry={deleting} onClose={() => setDeleting(null)} />}
    </Screen>
  )
}

function facts({ kind, builtIn, usedAt }: TemplateEntry): string {
  const used = usedAt === null ? t('data.template.never') : format.date(new Date(usedAt * 1000).toISOString().slice(0, 10))
  return builtIn ? t(`fields.kind.${kind}`) : `${t(`fields.kind.${kind}`)} · ${t('data.template.used')}: ${used}`
}

function Source({ source }: { source: NonNullable<TemplateEntry['source']> }) {
  return (
    <dl className={classes.source}>
      <dt>{t('data.template.export')}</dt>
      <dd>{source.export}</dd>
      <dt>{t('data.template.confirmed')}</dt>
      <dd>{source.confirmed}</dd>
      <dt>{t('data.template.unconfirmed')}</dt>
      <dd>{source.unconfirmed}</dd>
      <dt>{t('data.template.source')}</dt>
      {/* Addresses to copy: nothing is opened from here. */}
      {source.links.map((link) => (
        <dd key={link} className={classes.address}>
          {link}
        </dd>
      ))}
    </dl>
  )
}

interface DialogProps {
  entry: TemplateEntry
  onClose: () => void
}

function Rename({ entry, onClose }: DialogProps) {
  const rename = useAction('templates.rename')
  const [name, setName] = useState(entry.name)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') rename.mutate({ id: entry.id, name: name.trim() }, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title={t('data.template.renameOf', entry.name)} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <TextInput
            data-autofocus
            label={t('data.template.name')}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {rename.error !== null && <ErrorNotice error={rename.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('data.template.cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
              {t('data.template.rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Delete({ entry, onClose }: DialogProps) {
  const remove = useAction('templates.delete')
  return (
    <Modal opened onClose={onClose} title={t('data.template.deleteOf', entry.name)} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <Stack gap={16}>
        <Text>{t('data.template.deleteText', entry.name)}</Text>
        {remove.error !== null && <ErrorNotice error={remove.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('data.template.cancel')}
          </Button>
          <Button data-autofocus loading={remove.isPending} onClick={() => remove.mutate({ id: entry.id }, { onSuccess: onClose })}>
            {t('data.template.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
