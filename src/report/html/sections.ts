/** What a figure of a run shows, by the start of its file name; the order is that of the report. */
export type Theme = {
  readonly title: string
  readonly lead: string
  readonly figures: readonly { readonly prefix: string; readonly caption: string }[]
}

export const THEMES: readonly Theme[] = [
  {
    title: 'How well it does',
    lead: 'Balanced accuracy counts every class alike. Test images show lesions that nothing was chosen on.',
    figures: [
      { prefix: 'roc-', caption: 'Each class against the others, by its probability.' },
      { prefix: 'confusion-matrix-', caption: 'What images of each class were called.' },
      { prefix: 'sensitivity-', caption: 'The share of each class that is found.' },
    ],
  },
  {
    title: 'How sure it is',
    lead: 'Fitted on validation images; on those, every number comes from folds without the lesion.',
    figures: [
      {
        prefix: 'reliability-',
        caption: 'Whether a probability of 80 % is right 80 % of the time.',
      },
      {
        prefix: 'coverage-',
        caption: 'Whether the prediction sets hold the right class as often as promised.',
      },
      {
        prefix: 'risk-coverage-',
        caption: 'How many answers are wrong when the doubtful ones are deferred.',
      },
      {
        prefix: 'out-of-distribution-',
        caption: 'Whether pictures are told apart that show no lesion.',
      },
    ],
  },
  {
    title: 'Why',
    lead: 'Heat maps show what raised the score of a class; these figures show how far to trust them.',
    figures: [
      {
        prefix: 'examples-drawn',
        caption:
          'Drawn lesions that the model names rightly and wrongly, each beside what spoke for its answer. It learned from photographs.',
      },
      { prefix: 'explanations-faithfulness-', caption: 'Whether the answer follows the map.' },
      { prefix: 'explanations-localisation-', caption: 'Whether the evidence lies on the lesion.' },
      {
        prefix: 'explanations-randomisation-',
        caption: 'Whether the maps depend on what was learned.',
      },
    ],
  },
  {
    title: 'For whom',
    lead: 'By age, sex, body site, source and skin tone; small groups are marked.',
    figures: [{ prefix: 'groups-', caption: 'How the model does by group.' }],
  },
  {
    title: 'How it learned',
    lead: 'The epoch was chosen on validation images.',
    figures: [
      { prefix: 'training-curves', caption: 'Loss, accuracy, AUC and learning rate by epoch.' },
    ],
  },
]
