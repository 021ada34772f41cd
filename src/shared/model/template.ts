/** Mappings that apply by themselves when a header returns. */
import * as z from 'zod'
import { Mapping } from './import.ts'
import { SourceKind } from './source.ts'

/** What a header must be like for the template to apply. */
export const HeaderSignature = z.strictObject({
  /** Columns that the header must have. */
  columns: z.array(z.string()).min(1),
  /** It must have these and no others: a template that a user made of one file. */
  exact: z.boolean().optional(),
  /** Columns that it must not have, to tell exports of one program apart. */
  absent: z.array(z.string()).optional(),
  /** Its first column. */
  first: z.string().optional(),
  /** A regular expression that some column's name must match. */
  some: z.string().optional()
})
export type HeaderSignature = z.infer<typeof HeaderSignature>

/** Where the columns of a built-in template were looked up, and how sure they are. */
export const TemplateSource = z.strictObject({
  /** How one gets the file. */
  export: z.string(),
  /** Public pages that describe it. */
  links: z.array(z.string()),
  confirmed: z.string(),
  unconfirmed: z.string()
})
export type TemplateSource = z.infer<typeof TemplateSource>

export const Template = z.strictObject({
  /** `shopify-orders`; of a user's: `own-7`. */
  id: z.string(),
  name: z.string(),
  signature: HeaderSignature,
  mapping: Mapping,
  /** Columns that the mapping does not name are proposed as if there were no template: the questions of a survey. */
  proposeRest: z.boolean().optional(),
  source: TemplateSource.optional()
})
export type Template = z.infer<typeof Template>

/** A template as it is listed. */
export const TemplateEntry = z.object({
  id: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  kind: SourceKind,
  columns: z.int(),
  /** Seconds since 1970 (UTC); null for built-in ones, and for those that never applied. */
  createdAt: z.int().nullable(),
  usedAt: z.int().nullable(),
  source: TemplateSource.nullable()
})
export type TemplateEntry = z.infer<typeof TemplateEntry>
