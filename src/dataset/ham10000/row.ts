import { z } from 'zod'
import { LESION_CLASSES } from '../../classes.ts'

const id = z.string().min(1, 'it is empty')

/** A row of the HAM10000 metadata table; only the first three columns decide anything. */
export const ham10000RowSchema = z.object({
  lesion_id: id,
  image_id: id.regex(/^[\w-]+$/, 'it is no image id'),
  dx: z.enum(LESION_CLASSES, `it is none of ${LESION_CLASSES.join(', ')}`),
  dx_type: z.string().default(''),
  age: z.string().default(''),
  sex: z.string().default(''),
  localization: z.string().default(''),
  dataset: z.string().default(''),
})

export type Ham10000Row = z.infer<typeof ham10000RowSchema>
