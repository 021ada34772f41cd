import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { PreviewGroup } from '../../../shared/model/import.ts'
import type { SourceKind } from '../../../shared/model/kinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { ColumnsTable } from './ColumnsTable.tsx'
import { EncodingChoice } from './EncodingChoice.tsx'
import { Terms } from './Equation.tsx'
import { Failures } from './Failures.tsx'
import { GroupList } from './GroupList.tsx'
import { importStore } from './importStore.ts'
import { KindSection } from './KindSection.tsx'
import { nearestKinds } from './kindFields.ts'
import { Marks } from './Marks.tsx'
import { expectedOf, isReady, openQuestions, shownMapping } from './mapping.ts'
import { Nearest } from './Nearest.tsx'
import { Nobody } from './Nobody.tsx'
import { Notes } from './Notes.tsx'
import { OtherTables } from './OtherTables.tsx'
import { Questions } from './Questions.tsx'
import classes from './ReviewView.module.css'
import { importedBefore, reviewFinding } from './reviewWords.ts'
import type { Session } from './session.ts'

/** Blockers that are questions. */
const asked: ReadonlySet<string> = new Set([
  'import.ambiguousDate',
  'import.mixedDates',
  'import.ambiguousNumber',
  'import.mixedNumbers',
  'import.ambiguousDuration'
])

/** Said beside the kind. */
const templateApplied = 'import.templateApplied'

type Open = Extract<Session, { step: 'open' }>

/** An import before anything is stored: what was understood, what is asked, and how the rows would fall. */
export function ReviewView({ session }: { session: Open }) {
  const { preview, label, rereading, mappings } = session
  const { groups, failures } = preview
  const [chosen, setChosen] = useState<string | null>(null)
  /** Tables that nothing says the kind of, and somebody did. */
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const take = (id: string, kind: SourceKind) => {
    setTaken(new Set([...taken, id]))
    setChosen(id)
    importStore.change(id, { kind })
  }
  const leaveOut = (one: PreviewGroup) => {
    if (!taken.has(one.id)) return importStore.leaveOut(one)
    setTaken(new Set([...taken].filter((id) => id !== one.id)))
    importStore.change(one.id, {})
  }
  // The first that needs a look is shown first.
  const group = groups.find(({ id }) => id === chosen) ?? groups.find((one) => !isReady(one)) ?? groups[0]
  const mapping = group && shownMapping(group, mappings[group.id])
  const expected = expectedOf(preview)
  const ready = groups.length > 0 && groups.every(isReady)
  const isKnown = importedBefore(preview) !== null
  // Of a folder that is to be watched there is something to confirm all the same.
  const isIdle = isKnown && session.watch === null
  const questions = groups.reduce((sum, one) => sum + openQuestions(one), 0)
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={reviewFinding(preview, label)}
      note={rereading ? t('data.review.rereading') : groups.length > 0 ? t('data.review.note', expected.files) : t('data.stopped.safe')}
      action={
        <Group gap={8}>
          <Button variant={isIdle && ready ? 'filled' : 'default'} onClick={importStore.close}>
            {t(groups.length > 0 ? 'data.review.discard' : 'data.stopped.close')}
          </Button>
          {groups.length > 0 && (
            <Button onClick={importStore.store} disabled={!ready} loading={rereading} variant={isIdle ? 'default' : 'filled'}>
              {ready && isKnown
                ? t(isIdle ? 'data.review.again' : 'data.watch.begin')
                : ready
                  ? t('data.review.import', expected.good)
                  : t('data.review.notYet', questions)}
            </Button>
          )}
        </Group>
      }
    >
      {session.error !== null && <ErrorNotice error={session.error} />}
      {session.watch !== null && groups.length > 0 && <p className={classes.watch}>{t('data.watch.confirm', session.watch.path)}</p>}
      <Failures failures={failures} rest={groups.length > 0} />
      {groups.length > 1 && group && (
        <GroupList groups={groups} chosen={group} taken={taken} label={label} onChoose={setChosen} onLeaveOut={leaveOut} />
      )}
      <OtherTables others={preview.others ?? []} label={label} busy={rereading} onChoose={take} />
      {group && mapping && (
        <>
          <KindSection group={group} mapping={mapping} busy={rereading} />
          <Questions group={group} mapping={mapping} />
          {group.blockers
            // A question that is still open is its own blocker, and stands above already.
            .filter(({ code }) => !(openQuestions(group) > 0 && asked.has(code)) && !(code === 'import.unrecognised' && offersKinds(group)))
            .map((blocker) => (
              <ErrorNotice key={`${blocker.code} ${blocker.message}`} error={blocker} />
            ))}
          {group.blockers.some(({ code }) => code === 'import.noCustomer') && <Nobody group={group} mapping={mapping} />}
          {offersKinds(group) && <Nearest group={group} />}
          {isReady(group) && (
            <Section title={t('data.review.rows')}>
              <Terms
                label={t('data.review.rows')}
                total={{ name: t('data.rows.read'), value: group.expected.read }}
                parts={[
                  { name: t(isKnown ? 'data.rows.duplicate' : 'data.review.good'), value: group.expected.good },
                  { name: t('data.rows.rejected'), value: group.expected.rejected, bad: group.expected.rejected > 0 },
                  { name: t('data.rows.blank'), value: group.expected.blank }
                ]}
              />
              <Notes warnings={group.warnings.filter(({ code }) => code !== templateApplied)} label={t('data.noticed')} />
            </Section>
          )}
          {!isReady(group) && <Notes warnings={group.warnings.filter(({ code }) => code !== templateApplied)} label={t('data.noticed')} />}
          <Section
            title={t('data.review.understood')}
            note={t('data.review.understoodNote', group.encoding, group.delimiter)}
            action={<EncodingChoice group={group} busy={rereading} />}
          >
            <ColumnsTable key={group.id} group={group} mapping={mapping} />
          </Section>
          <Marks group={group} mapping={mapping} />
        </>
      )}
    </Screen>
  )
}

/** For a table that is none of the kinds, what the nearest ones would need is offered instead of an error that says the same. */
function offersKinds(group: PreviewGroup): boolean {
  return group.blockers.some(({ code }) => code === 'import.unrecognised') && nearestKinds(group).length > 0
}
