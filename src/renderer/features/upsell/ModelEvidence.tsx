import { Select } from '@mantine/core'
import { useState } from 'react'
import type { UpsellModel, UpsellTarget } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { gainsOption, gainsTable, saidOption, saidTable } from '../../charts/foresight.ts'
import { Panel } from '../../components/Panel.tsx'
import { Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, message, t } from '../../i18n.ts'
import classes from './upsell.module.css'

const texts = 'offering.judged.evidence' as const
const modelName = (name: string): string => message(`${texts}.name.${name}`) ?? name

/** For the analyst: how the models of a target were judged, fold by fold, against which baseline, and how well their chances are meant. */
export function ModelEvidence({ overview: { targets, models, run } }: { overview: UpsellOverview }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const target = targets.find((one) => one.target === chosen) ?? targets.find(({ verdict }) => verdict === 'validated') ?? targets[0]
  if (target === undefined) return null
  const judged = models.filter((model) => model.target === target.target)
  const best = judged.find(({ name }) => name === target.model)
  return (
    <Section
      title={t(`${texts}.title`)}
      action={
        targets.length > 1 && (
          <Select
            size="xs"
            aria-label={t(`${texts}.choose`)}
            allowDeselect={false}
            data={targets.map((one) => one.target)}
            value={target.target}
            onChange={setChosen}
          />
        )
      }
    >
      {said(target).map((line) => (
        <p key={line} className={classes.plain}>
          {line}
        </p>
      ))}
      {judged.length > 0 && <Models models={judged} />}
      <Charts target={target} />
      {best !== undefined && <Folds model={best} />}
      <p className={classes.quiet}>{t(`${texts}.run`, String(run.seed), run.engineVersion)}</p>
    </Section>
  )
}

function said({ rows, positives, gain, model, baseline, randomGap, calibration, refused = [] }: UpsellTarget): string[] {
  const three = (value: number) => format.decimal(value, 3)
  return [
    t(`${texts}.rows`, rows, positives),
    ...(gain === null || model === null || baseline === null
      ? []
      : [
          t(
            `${texts}.gain`,
            modelName(model),
            modelName(baseline),
            three(gain.mean),
            three(gain.low),
            three(gain.high),
            format.decimal(gain.p, 4)
          )
        ]),
    ...(randomGap === null ? [] : [t(`${texts}.gap`, three(randomGap))]),
    ...(calibration === null ? [] : [t(`${texts}.calibration`, t(`${texts}.kind.${calibration.kind}`), three(calibration.error))]),
    ...(refused.length === 0 ? [] : [t(`${texts}.refused`, refused.join(', '))])
  ]
}

function Models({ models }: { models: readonly UpsellModel[] }) {
  const head = (id: 'model' | 'auc' | 'interval' | 'prAuc' | 'logLoss' | 'brier') => ({ id, header: t(`${texts}.columns.${id}`) })
  const three = (value: number) => format.decimal(value, 3)
  return (
    <ShortTable
      label={t(`${texts}.models`)}
      rows={models}
      columns={[
        { ...head('model'), cell: ({ name }) => modelName(name) },
        { ...head('auc'), number: true, cell: ({ auc }) => three(auc) },
        {
          ...head('interval'),
          number: true,
          cell: ({ aucLow, aucHigh }) => format.range(aucLow, aucHigh, (value) => format.decimal(value, 3))
        },
        { ...head('prAuc'), number: true, cell: ({ prAuc }) => three(prAuc) },
        { ...head('logLoss'), number: true, cell: ({ logLoss }) => three(logLoss) },
        { ...head('brier'), number: true, cell: ({ brier }) => three(brier) }
      ]}
    />
  )
}

function Folds({ model: { folds } }: { model: UpsellModel }) {
  const head = (id: 'fold' | 'rows' | 'positives' | 'auc' | 'logLoss' | 'brier') => ({ id, header: t(`${texts}.foldColumns.${id}`) })
  const three = (value: number) => format.decimal(value, 3)
  return (
    <Section title={t(`${texts}.folds`)}>
      <ShortTable
        label={t(`${texts}.foldsLabel`)}
        rows={folds.map((fold, at) => ({ ...fold, at }))}
        columns={[
          { ...head('fold'), cell: ({ at }) => format.count(at + 1) },
          { ...head('rows'), number: true, cell: ({ rows }) => format.count(rows) },
          { ...head('positives'), number: true, cell: ({ positives }) => format.count(positives) },
          { ...head('auc'), number: true, cell: ({ auc }) => three(auc) },
          { ...head('logLoss'), number: true, cell: ({ logLoss }) => three(logLoss) },
          { ...head('brier'), number: true, cell: ({ brier }) => three(brier) }
        ]}
      />
    </Section>
  )
}

function Charts({ target: { deciles, calibration } }: { target: UpsellTarget }) {
  const tokens = useTokens()
  if (deciles.length === 0 && calibration === null) return null
  return (
    <div className={classes.halves}>
      {deciles.length > 0 && (
        <Panel>
          <ChartFigure
            title={t(`${texts}.gains`)}
            label={t(`${texts}.gainsSentence`, 1, deciles[0]?.gain ?? 0, deciles[0]?.lift ?? 0)}
            option={gainsOption(deciles, tokens)}
            table={gainsTable(deciles)}
            caption={t(`${texts}.gainsCaption`)}
            height={260}
          />
        </Panel>
      )}
      {calibration !== null && (
        <Panel>
          <ChartFigure
            title={t(`${texts}.said`)}
            label={t(`${texts}.calibration`, t(`${texts}.kind.${calibration.kind}`), format.decimal(calibration.error, 3))}
            option={saidOption(calibration.curve, tokens)}
            table={saidTable(calibration.curve)}
            caption={t(`${texts}.saidCaption`)}
            height={260}
          />
        </Panel>
      )}
    </div>
  )
}
