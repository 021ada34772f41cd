import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Warning } from '../../../shared/model/common.ts'
import type { UpsellRule } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { Evidence } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { message, t } from '../../i18n.ts'
import { DidNotHold } from './DidNotHold.tsx'
import { Foreseen } from './Foreseen.tsx'
import { Found, LookAgain, Standing } from './Found.tsx'
import { ModelEvidence } from './ModelEvidence.tsx'
import { RuleInspector } from './RuleInspector.tsx'
import { RuleTable } from './RuleTable.tsx'
import classes from './upsell.module.css'
import type { UpsellRun } from './useUpsellRun.ts'
import { finding } from './words.ts'

/** What to offer: what held on later orders first, then, closed, what did not. */
export function UpsellScreen() {
  return <Found>{(overview, run) => <Advice key={overview.run.id} overview={overview} run={run} />}</Found>
}

function Advice({ overview, run }: { overview: UpsellOverview; run: UpsellRun }) {
  const [opened, setOpened] = useState<UpsellRule | null>(null)
  const { rules, rulesHeld, rulesRepeating = 0, rulesAsked, splitDate } = overview
  const held = rules.filter(({ validated }) => validated)
  return (
    <Screen
      title={t('offering.title')}
      finding={finding(overview)}
      note={`${t('offering.asOf', overview.run.asOf)} ${t('offering.sure', rulesHeld, rulesAsked, splitDate)}`}
      action={
        overview.stale || run.running ? (
          <LookAgain run={run} />
        ) : (
          overview.people > 0 && (
            <Button component={Link} href="/upsell/offers">
              {t('offering.seeOffers')}
            </Button>
          )
        )
      }
      aside={opened && <RuleInspector rule={opened} overview={overview} onClose={() => setOpened(null)} />}
    >
      <Standing overview={overview} run={run} />
      <Section title={t('offering.rules.title')} note={t('offering.rules.note')}>
        {held.length === 0 ? (
          <p className={classes.plain}>{t('offering.rules.none')}</p>
        ) : (
          <RuleTable
            main
            label={t('offering.rules.label')}
            rules={held}
            overview={overview}
            opened={opened}
            narrow={opened !== null}
            onOpen={setOpened}
          />
        )}
        {rulesRepeating > 0 && <p className={classes.quiet}>{t('offering.rules.repeating', rulesRepeating)}</p>}
        {held.length < rulesHeld && <p className={classes.quiet}>{t('offering.rules.kept', held.length, rulesHeld)}</p>}
      </Section>
      <Foreseen overview={overview} />
      <DidNotHold overview={overview} opened={opened} onOpen={setOpened} />
      <Notes notes={overview.notes} />
      <Evidence>
        <ModelEvidence overview={overview} />
      </Evidence>
    </Screen>
  )
}

/** What was left out of all this, or put together before. */
function Notes({ notes }: { notes: readonly Warning[] }) {
  // What is the same for alerts is said in their words, but for what has another meaning here.
  const own = (code: string) => code.replace(/^alerts\./, 'offering.')
  const said = notes.flatMap(({ code, count, example }) => message(own(code), count, example) ?? message(code, count, example) ?? [])
  if (said.length === 0) return null
  return (
    <Section title={t('offering.notes')}>
      <ul className={classes.notes}>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}
