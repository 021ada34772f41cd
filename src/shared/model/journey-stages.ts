import * as z from 'zod'

/** Stages of the customer journey, in order. */
export const journeyStages = ['awareness', 'consideration', 'decision', 'purchase', 'post-purchase', 'loyalty'] as const
export const JourneyStage = z.enum(journeyStages)
export type JourneyStage = z.infer<typeof JourneyStage>
