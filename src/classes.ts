/** The seven HAM10000 diagnoses, in the order of every probability vector in DermaLite. */
export const LESION_CLASSES = ['akiec', 'bcc', 'bkl', 'df', 'mel', 'nv', 'vasc'] as const

export type LesionClass = (typeof LESION_CLASSES)[number]

/** Cancer, or what may turn into one: what must not be missed. */
export const MALIGNANT_CLASSES = ['akiec', 'bcc', 'mel'] as const satisfies readonly LesionClass[]

export const LESION_NAMES: Readonly<Record<LesionClass, string>> = {
  akiec: 'actinic keratosis / intraepithelial carcinoma',
  bcc: 'basal cell carcinoma',
  bkl: 'benign keratosis',
  df: 'dermatofibroma',
  mel: 'melanoma',
  nv: 'melanocytic nevus',
  vasc: 'vascular lesion',
}

export function isLesionClass(value: string): value is LesionClass {
  return (LESION_CLASSES as readonly string[]).includes(value)
}
