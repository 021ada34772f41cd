import { alerts } from './alerts.ts'
import { charts } from './charts.ts'
import { cli } from './cli.ts'
import { customers } from './customers.ts'
import { data } from './data.ts'
import { explaining } from './explaining.ts'
import { features } from './features.ts'
import { fields } from './fields.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { importing } from './importing.ts'
import { inbox } from './inbox.ts'
import { jobs } from './jobs.ts'
import { journey } from './journey.ts'
import { kpis } from './kpis.ts'
import { merging } from './merging.ts'
import { offering } from './offering.ts'
import { playbooks } from './playbooks.ts'
import { quality } from './quality.ts'
import { sampleShop } from './sample.ts'
import { segmenting } from './segmenting.ts'
import { segments } from './segments.ts'
import { selfcheck } from './selfcheck.ts'
import { support } from './support.ts'
import { supporting } from './supporting.ts'
import { undo } from './undo.ts'
import { upsell } from './upsell.ts'

export const catalogue = {
  frame,
  alerts,
  inbox,
  charts,
  home,
  data,
  customers,
  segments,
  segmenting,
  sample: sampleShop,
  journey,
  jobs,
  quality,
  kpis,
  import: importing,
  fields,
  features,
  selfcheck,
  cli,
  undo,
  merging,
  explaining,
  playbooks,
  support,
  supporting,
  upsell,
  offering
} as const
