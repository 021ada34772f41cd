import { charts } from './charts.ts'
import { cli } from './cli.ts'
import { customers } from './customers.ts'
import { data } from './data.ts'
import { features } from './features.ts'
import { fields } from './fields.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { importing } from './importing.ts'
import { jobs } from './jobs.ts'
import { quality } from './quality.ts'
import { sampleShop } from './sample.ts'
import { segmenting } from './segmenting.ts'
import { segments } from './segments.ts'
import { selfcheck } from './selfcheck.ts'

export const catalogue = {
  frame,
  charts,
  home,
  data,
  customers,
  segments,
  segmenting,
  sample: sampleShop,
  jobs,
  quality,
  import: importing,
  fields,
  features,
  selfcheck,
  cli
} as const
