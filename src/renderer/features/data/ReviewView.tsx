import { Button, Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { ColumnsTable } from './ColumnsTable.tsx'
import { Terms } from './Equation.tsx'
import { Failures } from './Failures.tsx'
import { importStore } from './importStore.ts'
import { KindSection } from './KindSection.tsx'
import { Marks } from './Marks.tsx'
import { expectedOf, isReady, openQuestions, shownMapping } from './mapping.ts'
import { Nearest } from './Nearest.tsx'
import { Notes } from './Notes.tsx'
import { Questions } from './Questions.tsx'
import classes from './ReviewView.module.css'
import { reviewFinding } from './reviewWords.ts'
import type { Session } from './session.ts'

/** Blockers that are questions. */
const asked: ReadonlySet<string> = new Set([
  'import.ambiguousDate',
  'import.mixedDates',
  'import.ambiguousNumber',
  'import.mixedNumbers',
  'import.ambiguousDuration'
])

type Open = Extract<Session, { step: 'open' }>

/** An import before anything is stored: what was understood, what is asked, and how the rows would fall. */
export function ReviewView({ session }: { session: Open }) {
  const { preview, label, rereading, mappings } = session
  const { groups, failures } = preview
  const [chosen, setChosen] = useState<string | null>(null)
  // The first that needs a look is shown first.
  const group = groups.find(({ id }) => id === chosen) ?? groups.find((one) => !isReady(one)) ?? groups[0]
  const mapping = group && shownMapping(group, mappings[group.id])
  const expected = expectedOf(preview)
  const ready = groups.length > 0 && groups.every(isReady)
  const shared = new Set(group?.files.map((file) => file.file))
  const canLeaveOut =
    group !== undefined && groups.length > 1 && !groups.some((one) => one !== group && one.files.some((file) => shared.has(file.file)))
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={reviewFinding(preview, label)}
      note={rereading ? t('data.review.rereading') : groups.length > 0 ? t('data.review.note', expected.files) : t('data.stopped.safe')}
      action={
        <Group gap={8}>
          <Button variant="default" onClick={importStore.close}>
            {t(groups.length > 0 ? 'data.review.discard' : 'data.stopped.close')}
          </Button>
          {groups.length > 0 && (
            <Button onClick={importStore.store} disabled={!ready} loading={rereading}>
              {t('data.review.import', ready ? expected.good : expected.read - expected.blank)}
            </Button>
          )}
        </Group>
      }
    >
      {session.error !== null && <ErrorNotice error={session.error} />}
      <Failures failures={failures} rest={groups.length > 0} />
      {groups.length > 1 && group && (
        <div className={classes.groups}>
          <SegmentedControl
            value={group.id}
            onChange={setChosen}
            aria-label={t('data.review.groups')}
            data={groups.map((one) => ({
              value: one.id,
              label: t(isReady(one) ? 'data.review.groupReady' : 'data.review.groupOpen', groupName(one.files), format.count(one.rows))
            }))}
          />
          {canLeaveOut && (
            <Button variant="default" onClick={() => importStore.leaveOut(group)}>
              {t('data.review.leaveOut', groupName(group.files))}
            </Button>
          )}
        </div>
      )}
      {group && mapping && (
        <>
          <KindSection group={group} mapping={mapping} busy={rereading} />
          <Questions group={group} mapping={mapping} />
          {group.blockers
            // A question that is still open is its own blocker, and stands above already.
            .filter(({ code }) => !(openQuestions(group) > 0 && asked.has(code)))
            .map((blocker) => (
              <ErrorNotice key={`${blocker.code} ${blocker.message}`} error={blocker} />
            ))}
          {group.kind === null && <Nearest group={group} />}
          {isReady(group) && (
            <Section title={t('data.review.rows')}>
              <Terms
                label={t('data.review.rows')}
                total={{ name: t('data.rows.read'), value: group.expected.read }}
                parts={[
                  { name: t('data.review.good'), value: group.expected.good },
                  { name: t('data.rows.rejected'), value: group.expected.rejected, bad: group.expected.rejected > 0 },
                  { name: t('data.rows.blank'), value: group.expected.blank }
                ]}
              />
              <Notes warnings={group.warnings} label={t('data.noticed')} />
            </Section>
          )}
          <Section title={t('data.review.understood')} note={t('data.review.understoodNote', group.encoding, group.delimiter)}>
            <ColumnsTable key={group.id} group={group} mapping={mapping} />
          </Section>
          <Marks group={group} mapping={mapping} />
        </>
      )}
    </Screen>
  )
}

function groupName(files: readonly { file: string; sheet: string | null }[]): string {
  const [first] = files
  if (!first) return ''
  return files.length > 1 ? t('data.files', files.length) : (first.sheet ?? first.file)
}
