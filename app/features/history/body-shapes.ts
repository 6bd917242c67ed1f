import type { BodyRegion, Side } from './body-sites.ts'

export type BodyShape = {
  readonly region: BodyRegion
  /** Drawn once, or on each side of the middle. */
  readonly paired: boolean
  readonly path: string
}

/** Half of a figure is drawn, the one right of its middle; the other one is its mirror image. */
export const FIGURE = { width: 100, height: 224, middle: 50 } as const

const LIMBS: readonly BodyShape[] = [
  { region: 'upperArm', paired: true, path: 'M73 43q8 2 10 11l5 26-9 2-8-24z' },
  { region: 'forearm', paired: true, path: 'M79.5 84l9-2 6 29-7 2z' },
  { region: 'hand', paired: true, path: 'M87.5 115l7.5-2 4 13q-2 7-7 4z' },
  { region: 'thigh', paired: true, path: 'M51 119h23l-4 43h-16z' },
  { region: 'lowerLeg', paired: true, path: 'M54.5 164h15.5l-3 42h-9z' },
  { region: 'foot', paired: true, path: 'M58 208h9.5l5 9q0 4-4 4h-11z' },
]

const NECK: BodyShape = { region: 'neck', paired: false, path: 'M44 33h12v7h-12z' }

const FRONT: readonly BodyShape[] = [
  { region: 'scalp', paired: false, path: 'M37.5 14a12.5 12 0 0 1 25 0z' },
  { region: 'face', paired: false, path: 'M37.5 16h25v3a12.5 13 0 0 1-25 0z' },
  NECK,
  { region: 'chest', paired: false, path: 'M32 42h36q4 0 4 6l-2 30h-40l-2-30q0-6 4-6z' },
  { region: 'abdomen', paired: false, path: 'M30 80h40l1 18 3 19h-48l3-19z' },
  ...LIMBS,
]

const BACK: readonly BodyShape[] = [
  {
    region: 'scalp',
    paired: false,
    path: 'M37.5 14a12.5 12 0 0 1 25 0v5a12.5 13 0 0 1-25 0z',
  },
  NECK,
  {
    region: 'back',
    paired: false,
    path: 'M32 42h36q4 0 4 6l-2 30 1 20h-42l1-20-2-30q0-6 4-6z',
  },
  { region: 'buttocks', paired: false, path: 'M29 100h42l3 17h-48z' },
  ...LIMBS,
]

export type BodyView = 'front' | 'back'

export const BODY_SHAPES: Readonly<Record<BodyView, readonly BodyShape[]>> = {
  front: FRONT,
  back: BACK,
}

/** Whose side lies right of the middle: facing us, the left one. */
export const RIGHT_OF_MIDDLE: Readonly<Record<BodyView, Side>> = { front: 'left', back: 'right' }
