/** Stands under every answer that people read. */
export const RESEARCH_NOTICE = `DermaLite is research software, not a medical device. It knows only the classes it was trained on and always names one
of them, for any picture. Show a skin change that worries you to a doctor, whatever is printed here.`

export const DRAWN_SAMPLES_NOTICE =
  'No photograph was named, so these are the synthetic samples: drawn, not photographed, and no evidence of accuracy.'

export const DRAWN_TRAINING_NOTICE =
  'This model was trained on drawn lesions only; what it says about photographs means nothing.'
