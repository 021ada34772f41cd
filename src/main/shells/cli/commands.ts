/**
 * Every command, what it takes and where its code is. `--help` and the parsing of arguments both come from this table, so
 * a command that is not here does not exist and none that is here can be missing. The code of a command is loaded when
 * it is called: `--help` loads nothing.
 */
import { cli } from '../../../shared/messages/en/cli.ts'
import type { Arguments } from './arguments.ts'

/** What a command hands back: data for `--json`, and the same for people. */
export interface Outcome {
  json: unknown
  text: () => string
  /** True: the answer is printed and the exit code is 1 all the same. */
  failed?: boolean
}

export type Run = (args: Arguments) => Promise<Outcome>

export interface Option {
  type: 'string' | 'boolean'
  /** How the help names the value. */
  value?: string
  text: string
  required?: true
}

export interface Command {
  /** How the help names the arguments, and how many there may be. */
  takes: { name: string; least: number; most: number }
  options: Readonly<Record<string, Option>>
  load: () => Promise<{ run: Run }>
}

export type CommandName = keyof typeof cli.commands

const t = cli.options
const nothing = { name: '', least: 0, most: 0 }
const json: Option = { type: 'boolean', text: t.json }
const workspace: Option = { type: 'string', value: 'FILE', text: t.workspace, required: true }
const seed: Option = { type: 'string', value: 'N', text: t.seed }
const starts: Option = { type: 'string', value: 'N', text: t.starts }
const table: Readonly<Record<string, Option>> = {
  input: { type: 'string', value: 'FILE', text: t.input, required: true },
  columns: { type: 'string', value: 'A,B', text: t.columns },
  omit: { type: 'string', value: 'A,B', text: t.omit },
  'no-header': { type: 'boolean', text: t.noHeader }
}
const timing: Option = { type: 'boolean', text: t.timing }
const log: Readonly<Record<string, Option>> = {
  customer: { type: 'string', value: 'COLUMN', text: t.logCustomer },
  date: { type: 'string', value: 'COLUMN', text: t.logDate },
  value: { type: 'string', value: 'COLUMN', text: t.logValue },
  'date-order': { type: 'string', value: 'ORDER', text: t.logDateOrder },
  'calibration-end': { type: 'string', value: 'DATE', text: t.calibrationEnd },
  unit: { type: 'string', value: 'UNIT', text: t.unit },
  'no-header': { type: 'boolean', text: t.noHeader }
}
const rhythm: Readonly<Record<string, Option>> = {
  input: table.input as Option,
  columns: { type: 'string', value: 'A,B,C', text: t.rhythmColumns },
  ...log,
  horizon: { type: 'string', value: 'X', text: t.horizon },
  seed,
  timing,
  json
}

const learn: Readonly<Record<string, Option>> = {
  ...table,
  target: { type: 'string', value: 'COLUMN', text: t.learnTarget, required: true },
  folds: { type: 'string', value: 'N', text: t.folds },
  repeats: { type: 'string', value: 'N', text: t.repeats },
  penalty: { type: 'string', value: 'X', text: t.penalty },
  group: { type: 'string', value: 'COLUMN', text: t.learnGroup },
  fold: { type: 'string', value: 'COLUMN', text: t.learnFold },
  missing: { type: 'string', value: 'WAY', text: t.learnMissing },
  seed,
  timing,
  json
}

export const commands: Readonly<Record<CommandName, Command>> = {
  import: {
    takes: { name: 'FILE|FOLDER…', least: 1, most: Number.POSITIVE_INFINITY },
    options: {
      workspace: { ...workspace, text: t.workspaceCreated },
      as: { type: 'string', value: 'KIND', text: t.as },
      mapping: { type: 'string', value: 'FILE', text: t.mapping },
      'date-order': { type: 'string', value: 'ORDER', text: t.dateOrder },
      encoding: { type: 'string', value: 'NAME', text: t.encoding },
      template: { type: 'string', value: 'ID', text: t.template },
      'no-header': { type: 'boolean', text: t.importNoHeader },
      anonymous: { type: 'boolean', text: t.anonymous },
      json
    },
    load: () => import('./commands/import.ts')
  },
  templates: {
    takes: nothing,
    options: {
      workspace,
      save: { type: 'string', value: 'NAME', text: t.templateSave },
      for: { type: 'string', value: 'FILE', text: t.templateFor },
      mapping: { type: 'string', value: 'FILE', text: t.mapping },
      rename: { type: 'string', value: 'ID', text: t.templateRename },
      to: { type: 'string', value: 'NAME', text: t.templateTo },
      delete: { type: 'string', value: 'ID', text: t.templateDelete },
      json
    },
    load: () => import('./commands/templates.ts')
  },
  sources: { takes: nothing, options: { workspace, json }, load: () => import('./commands/sources.ts') },
  quality: { takes: nothing, options: { workspace, json }, load: () => import('./commands/quality.ts') },
  'undo-import': {
    takes: { name: 'ID', least: 1, most: 1 },
    options: { workspace, json },
    load: () => import('./commands/undo-import.ts')
  },
  rejected: {
    takes: { name: 'ID', least: 1, most: 1 },
    options: { workspace, out: { type: 'string', value: 'FILE', text: t.rejectedOut, required: true }, json },
    load: () => import('./commands/rejected.ts')
  },
  segments: {
    takes: nothing,
    options: {
      workspace,
      k: { type: 'string', value: 'N', text: t.k },
      features: { type: 'string', value: 'NAMES', text: t.features },
      seed,
      starts,
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      members: { type: 'string', value: 'FILE', text: t.members },
      recompute: { type: 'boolean', text: t.recompute },
      'score-only': { type: 'boolean', text: t.scoreOnly },
      json
    },
    load: () => import('./commands/segments.ts')
  },
  journey: {
    takes: nothing,
    options: {
      workspace,
      from: { type: 'string', value: 'DATE', text: t.journeyFrom },
      to: { type: 'string', value: 'DATE', text: t.journeyTo },
      segment: { type: 'string', value: 'ID', text: t.journeySegment },
      channel: { type: 'string', value: 'NAME', text: t.journeyChannel },
      window: { type: 'string', value: 'DAYS', text: t.journeyWindow },
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      recompute: { type: 'boolean', text: t.recompute },
      json
    },
    load: () => import('./commands/journey.ts')
  },
  alerts: {
    takes: nothing,
    options: {
      workspace,
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      'false-alarm-share': { type: 'string', value: 'SHARE', text: t.falseAlarmShare },
      limit: { type: 'string', value: 'N', text: t.alertsLimit },
      seed,
      recompute: { type: 'boolean', text: t.recompute },
      json
    },
    load: () => import('./commands/alerts.ts')
  },
  upsell: {
    takes: nothing,
    options: {
      workspace,
      target: { type: 'string', value: 'NAME', text: t.upsellTarget },
      horizon: { type: 'string', value: 'DAYS', text: t.upsellHorizon },
      capacity: { type: 'string', value: 'N', text: t.upsellCapacity },
      limit: { type: 'string', value: 'N', text: t.upsellLimit },
      seed,
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      recompute: { type: 'boolean', text: t.recompute },
      json
    },
    load: () => import('./commands/upsell.ts')
  },
  beliefs: {
    takes: nothing,
    options: {
      workspace,
      sooner: { type: 'string', value: 'PRODUCT', text: t.sooner },
      'returns-less': { type: 'boolean', text: t.returnsLess },
      'pays-more': { type: 'string', value: 'SEGMENT', text: t.paysMore },
      category: { type: 'string', value: 'NAME', text: t.paysCategory },
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      json
    },
    load: () => import('./commands/beliefs.ts')
  },
  customers: {
    takes: nothing,
    options: {
      workspace,
      search: { type: 'string', value: 'TEXT', text: t.search },
      sort: { type: 'string', value: 'COLUMN', text: t.sort },
      ascending: { type: 'boolean', text: t.ascending },
      limit: { type: 'string', value: 'N', text: t.limit },
      offset: { type: 'string', value: 'N', text: t.offset },
      json
    },
    load: () => import('./commands/customers.ts')
  },
  sample: {
    takes: nothing,
    options: {
      out: { type: 'string', value: 'FOLDER', text: t.sampleOut, required: true },
      customers: { type: 'string', value: 'N', text: t.sampleCustomers },
      seed: { ...seed, text: t.sampleSeed },
      continue: { type: 'string', value: 'FOLDER', text: t.sampleContinue },
      treated: { type: 'string', value: 'FILE', text: t.sampleTreated },
      json
    },
    load: () => import('./commands/sample.ts')
  },
  'lab table': {
    takes: nothing,
    options: {
      input: table.input as Option,
      sheet: { type: 'string', value: 'NAME', text: t.sheet },
      'no-header': table['no-header'] as Option,
      json
    },
    load: () => import('./commands/lab-table.ts')
  },
  'lab kmeans': {
    takes: nothing,
    options: {
      ...table,
      k: { type: 'string', value: 'N', text: t.labK, required: true },
      seed,
      starts,
      scale: { type: 'string', value: 'KIND', text: t.scale },
      tolerance: { type: 'string', value: 'X', text: t.tolerance },
      'max-iterations': { type: 'string', value: 'N', text: t.maxIterations },
      timing,
      json
    },
    load: () => import('./commands/lab-kmeans.ts')
  },
  'lab silhouette': {
    takes: nothing,
    options: { ...table, labels: { type: 'string', value: 'COLUMN', text: t.labels, required: true }, timing, json },
    load: () => import('./commands/lab-silhouette.ts')
  },
  'lab gap': {
    takes: nothing,
    options: {
      ...table,
      'k-max': { type: 'string', value: 'N', text: t.kMax },
      references: { type: 'string', value: 'N', text: t.references },
      starts,
      seed,
      timing,
      json
    },
    load: () => import('./commands/lab-gap.ts')
  },
  kpis: {
    takes: nothing,
    options: {
      workspace,
      period: { type: 'string', value: 'PERIOD', text: t.kpiPeriod },
      compare: { type: 'string', value: 'WITH', text: t.kpiCompare },
      by: { type: 'string', value: 'WHAT', text: t.kpiBy },
      target: { type: 'string', value: 'KPI=VALUE', text: t.kpiTarget },
      course: { type: 'string', value: 'KPI', text: t.kpiCourse },
      grain: { type: 'string', value: 'GRAIN', text: t.kpiGrain },
      cohorts: { type: 'boolean', text: t.kpiCohorts },
      recompute: { type: 'boolean', text: t.recompute },
      json
    },
    load: () => import('./commands/kpis.ts')
  },
  'lab stl': {
    takes: nothing,
    options: {
      input: table.input as Option,
      'no-header': table['no-header'] as Option,
      value: { type: 'string', value: 'COLUMN', text: t.stlValue },
      period: { type: 'string', value: 'N', text: t.stlPeriod, required: true },
      seasonal: { type: 'string', value: 'N', text: t.stlSeasonal },
      trend: { type: 'string', value: 'N', text: t.stlTrend },
      constant: { type: 'boolean', text: t.stlConstant },
      robust: { type: 'boolean', text: t.stlRobust },
      timing,
      json
    },
    load: () => import('./commands/lab-stl.ts')
  },
  'lab bgnbd': {
    takes: nothing,
    options: rhythm,
    load: async () => ({ run: (await import('./commands/lab-rhythm.ts')).runModel('bgnbd') })
  },
  'lab mbgnbd': {
    takes: nothing,
    options: rhythm,
    load: async () => ({ run: (await import('./commands/lab-rhythm.ts')).runModel('mbgnbd') })
  },
  'lab paretonbd': {
    takes: nothing,
    options: rhythm,
    load: async () => ({ run: (await import('./commands/lab-rhythm.ts')).runModel('paretonbd') })
  },
  'lab mbgcnbdk': {
    takes: nothing,
    options: { ...rhythm, k: { type: 'string', value: 'N', text: t.phases } },
    load: async () => ({ run: (await import('./commands/lab-rhythm.ts')).runModel('mbgcnbdk') })
  },
  'lab gamma-gamma': {
    takes: nothing,
    options: {
      input: table.input as Option,
      columns: { type: 'string', value: 'A,B', text: t.spendColumns },
      ...log,
      each: { type: 'boolean', text: t.each },
      seed,
      timing,
      json
    },
    load: () => import('./commands/lab-gamma-gamma.ts')
  },
  'lab isolation-forest': {
    takes: nothing,
    options: {
      ...table,
      trees: { type: 'string', value: 'N', text: t.trees },
      sample: { type: 'string', value: 'N', text: t.sample },
      reasons: { type: 'string', value: 'N', text: t.reasons },
      seed,
      timing,
      json
    },
    load: () => import('./commands/lab-isolation-forest.ts')
  },
  'lab linkage': {
    takes: nothing,
    options: {
      ...table,
      linkage: { type: 'string', value: 'KIND', text: t.linkage },
      metric: { type: 'string', value: 'KIND', text: t.metric },
      clusters: { type: 'string', value: 'N', text: t.clusters },
      seed,
      timing,
      json
    },
    load: () => import('./commands/lab-linkage.ts')
  },
  'lab sentiment': {
    takes: nothing,
    options: {
      input: table.input as Option,
      'no-header': table['no-header'] as Option,
      text: { type: 'string', value: 'COLUMN', text: t.textColumn, required: true },
      timing,
      json
    },
    load: () => import('./commands/lab-sentiment.ts')
  },
  support: {
    takes: nothing,
    options: {
      workspace,
      unit: { type: 'string', value: 'KIND', text: t.supportUnit },
      linkage: { type: 'string', value: 'KIND', text: t.linkage },
      metric: { type: 'string', value: 'KIND', text: t.metric },
      clusters: { type: 'string', value: 'N', text: t.supportClusters },
      about: { type: 'string', value: 'NAMES', text: t.supportAbout },
      seed,
      'as-of': { type: 'string', value: 'DATE', text: t.asOf },
      members: { type: 'string', value: 'FILE', text: t.supportMembers },
      next: { type: 'string', value: 'FILE', text: t.supportNext },
      recompute: { type: 'boolean', text: t.recompute },
      json
    },
    load: () => import('./commands/support.ts')
  },
  'lab logistic-cv': {
    takes: nothing,
    options: { ...learn, scale: { type: 'string', value: 'KIND', text: t.scale } },
    load: async () => ({ run: (await import('./commands/lab-learn.ts')).runModel('logistic') })
  },
  'lab boosted-cv': {
    takes: nothing,
    options: {
      ...learn,
      trees: { type: 'string', value: 'N', text: t.trees },
      leaves: { type: 'string', value: 'N', text: t.leaves }
    },
    load: async () => ({ run: (await import('./commands/lab-learn.ts')).runModel('boosted') })
  },
  'lab fpgrowth': {
    takes: nothing,
    options: {
      input: table.input as Option,
      'no-header': table['no-header'] as Option,
      format: { type: 'string', value: 'KIND', text: t.basketFormat },
      basket: { type: 'string', value: 'COLUMN', text: t.basketColumn },
      item: { type: 'string', value: 'COLUMN', text: t.itemColumn },
      support: { type: 'string', value: 'X', text: t.support },
      confidence: { type: 'string', value: 'X', text: t.confidence },
      'min-length': { type: 'string', value: 'N', text: t.minLength },
      'max-length': { type: 'string', value: 'N', text: t.maxLength },
      timing,
      json
    },
    load: () => import('./commands/lab-fp-growth.ts')
  },
  'lab qini': {
    takes: nothing,
    options: {
      input: table.input as Option,
      'no-header': table['no-header'] as Option,
      treatment: { type: 'string', value: 'COLUMN', text: t.treatment, required: true },
      outcome: { type: 'string', value: 'COLUMN', text: t.outcome, required: true },
      score: { type: 'string', value: 'COLUMN', text: t.score, required: true },
      seed,
      timing,
      json
    },
    load: () => import('./commands/lab-qini.ts')
  },
  selfcheck: {
    takes: nothing,
    options: { data: { type: 'string', value: 'DIR', text: t.data }, json },
    load: () => import('./commands/selfcheck.ts')
  }
}

/** The command that the first one or two words name, and what is left of the words. Null when they name none. */
export function findCommand(words: readonly string[]): { name: CommandName; rest: string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    if (words.length >= length && isCommand(name)) return { name, rest: words.slice(length) }
  }
  return null
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
