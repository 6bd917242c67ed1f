/** Every word of the app, in English; the other languages have the same keys. */
export const en = {
  locale: 'en',

  common: {
    back: 'Back',
    cancel: 'Cancel',
    tryAgain: 'Try again',
    notADevice: 'Research software, not a medical device. It gives no diagnosis.',
    percent: (share: number) => formatPercent(share, 'en'),
    moment: (time: number) => formatDate(time, 'en', { dateStyle: 'medium', timeStyle: 'short' }),
    day: (time: number) => formatDate(time, 'en', { dateStyle: 'medium' }),
  },

  intro: {
    title: 'Look closer, and know how sure',
    lead: 'DermaLite looks at a picture of a skin lesion taken through a dermatoscope, says which of seven kinds it resembles, shows where it looked, and how sure it is.',
    isTitle: 'What it is',
    is: [
      'Research software for learning and studying.',
      'Made for dermatoscope pictures; ordinary photos are less reliable.',
      'Private: the picture never leaves this device. It works in flight mode.',
    ],
    isNotTitle: 'What it is not',
    isNot: [
      'Not a medical device and not a diagnosis.',
      'Not a reason to put off seeing a doctor.',
      'It cannot see what you feel: a spot that changes, itches or bleeds belongs in front of a doctor, whatever is shown here.',
    ],
    start: 'I understand, start',
  },

  home: {
    title: 'DermaLite',
    lead: 'Fill the circle with one lesion, in sharp focus.',
    takePhoto: 'Take a photo',
    choosePhoto: 'Choose a picture',
    dropHint: 'You can also drop a picture here, or paste one.',
    dropNow: 'Drop the picture',
    private: 'The picture stays on this device.',
    settings: 'Settings',
    history: 'History',
    about: 'About this model',
  },

  engine: {
    loading: (share: number) => `Loading the model, ${formatPercent(share, 'en')}`,
    starting: 'Starting the model',
    ready: 'Model ready, works offline',
    readyOnline: 'Model ready',
    failed: 'The model could not be loaded',
    onceNote: 'This happens once, about 12 MB.',
  },

  camera: {
    title: 'Camera',
    shutter: 'Take the picture',
    torchOn: 'Turn the light on',
    torchOff: 'Turn the light off',
    starting: 'Starting the camera',
    guide: 'Fill the circle with the lesion',
    hints: {
      good: 'Sharp and well lit',
      blurred: 'Hold still, not sharp yet',
      'too-dark': 'More light',
      'too-bright': 'Less light',
      glare: 'Reflections: tilt a little',
      'too-small': 'Go closer',
      'lesion-tiny': 'Go closer',
      'lesion-cut-off': 'Show all of the lesion',
      'no-lesion': 'Fill the circle with the lesion',
    },
    deniedTitle: 'The camera is not allowed',
    denied:
      'Allow the camera for this page in the browser’s settings, or choose a picture you already have.',
    missingTitle: 'No camera here',
    missing: 'This device or connection offers no camera. Choose a picture you already have.',
    insecure:
      'A browser gives the camera to secure (https) pages only. Choose a picture you already have.',
  },

  crop: {
    title: 'Frame the lesion',
    stage: 'Picture to crop',
    keys: 'Drag or tap to move, pinch to zoom. Keys: arrows move, plus and minus zoom.',
    zoom: 'Zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomValue: (factor: number) => `${factor.toFixed(1)} times`,
    found: 'Framed the lesion that was found',
    notFound: 'No lesion found: frame it yourself',
    classify: 'Look at it',
  },

  answer: {
    title: 'Result',
    newPhoto: 'New picture',
    reveal: 'Show the numbers anyway',
    wait: 'Looking at the picture',
    waitModel: 'Waiting for the model',

    quality: {
      title: 'Take this picture again',
      lead: 'It is hard to judge:',
      issues: {
        blurred: 'It is out of focus or shaken. Rest the phone on the skin and hold still.',
        'too-dark': 'It is too dark. Turn the light on.',
        'too-bright': 'It is too bright. Turn away from direct light.',
        glare: 'Bright reflections cover part of it. Tilt the phone a little.',
        'too-small': 'It has too few pixels. Go closer, or use the original picture.',
        'lesion-cut-off': 'The lesion reaches beyond the picture. Show all of it.',
        'lesion-tiny': 'The lesion is very small in the picture. Go closer.',
        'no-lesion': 'No lesion stands out from the skin.',
      } as Record<string, string>,
    },

    unknown: {
      title: 'This picture is unlike those the model knows',
      text: 'It learnt from dermatoscope pictures of seven kinds of lesions. Here it may be wrong while looking sure, so no level is given.',
    },

    triage: {
      high: 'High suspicion',
      raised: 'Raised suspicion',
      'not-raised': 'Suspicion not raised',
      unclear: 'Unclear',
      none: 'No level',
      action: {
        high: 'Show this lesion to a doctor soon.',
        raised: 'Have a doctor look at this lesion.',
        'not-raised':
          'This does not rule out a dangerous lesion. If it changes, bleeds, itches or worries you, show it to a doctor.',
        unclear:
          'This picture allows no statement. If the lesion worries you, show it to a doctor.',
        none: 'This model carries no measured thresholds. If the lesion worries you, show it to a doctor.',
      },
      reasonAbove: (malignancy: string, threshold: string, found: string) =>
        `Melanoma, basal cell carcinoma and actinic keratosis together reach ${malignancy}. From ${threshold} on, the model found ${found} of such lesions in its validation pictures.`,
      reasonBelow: (malignancy: string, threshold: string, found: string, missed: string) =>
        `Melanoma, basal cell carcinoma and actinic keratosis together reach ${malignancy}. From ${threshold} on, the model found ${found} of such lesions in its validation pictures; ${missed} of them stayed below, like this one.`,
      reasonNone: (malignancy: string) =>
        `Melanoma, basal cell carcinoma and actinic keratosis together reach ${malignancy}.`,
      reasonUnclear: 'The warning above says why.',
    },

    sure: {
      title: 'How sure',
      one: (coverage: string) =>
        `One kind is enough to contain the right one in ${coverage} of pictures like those it learnt from.`,
      few: (kinds: number, coverage: string) =>
        `Not sure: it takes ${kinds} kinds to contain the right one in ${coverage} of pictures like those it learnt from.`,
      many: (kinds: number, coverage: string) =>
        `Unsure: as many as ${kinds} of the kinds are needed to contain the right one in ${coverage} of pictures. Read the list as a question, not as an answer.`,
      entropyLow: 'The probabilities gather on one kind. That is no guarantee.',
      entropyHigh: 'The probabilities are spread over several kinds: the model is not sure.',
    },

    classes: {
      title: 'What it resembles',
      lead: 'Tap a kind to see where it looked.',
      setMark: 'possible',
      priorBalanced: 'Assuming that every kind is equally common.',
      priorDataset: 'Assuming the kinds as common as in the pictures it learnt from.',
      suspicious: 'cancer or its early stage',
    },

    heat: {
      opacity: 'Strength of the map',
      legend: 'Yellow spoke most for this kind; the line surrounds the strongest place',
      alt: (className: string, sentence: string) => `Heat map for ${className}. ${sentence}`,
      photoAlt: 'The framed picture',
    },

    evidence: {
      none: (name: string) => `No place in the picture raised the score of ${name}.`,
      place: (name: string, place: string) => `What speaks for ${name} lies ${place}.`,
      inside: (share: string) => `${share} of it is inside the lesion.`,
      outside: (share: string) => `Careful: only ${share} of it is inside the lesion.`,
      places: {
        centre: 'mostly in the middle',
        upper: 'mostly in the upper part',
        lower: 'mostly in the lower part',
        left: 'mostly on the left',
        right: 'mostly on the right',
        'upper-left': 'mostly in the upper left',
        'upper-right': 'mostly in the upper right',
        'lower-left': 'mostly in the lower left',
        'lower-right': 'mostly in the lower right',
        spread: 'spread out, in no particular part',
      } as Record<string, string>,
    },
  },

  doctor: {
    title: 'When to see a doctor',
    lead: 'Whatever is shown here, see a doctor about a spot that',
    signs: [
      'is new, grows, or changes its shape or colour',
      'looks different from your other spots',
      'bleeds, itches, hurts, or does not heal within four weeks',
      'worries you for any reason',
    ],
    form: 'Answer a few questions',
    formEdit: 'Change the answers',
    formTitle: 'What you see and feel',
    formLead:
      'Two short lists that doctors use. The answers go with this result and stay on this device.',
    sevenTitle: '7-point checklist',
    sevenSource: 'Weighted 7-point checklist (MacKie 1990), as in the guideline NICE NG12.',
    seven: {
      size: 'It has changed in size',
      shape: 'Its shape is irregular, or has changed',
      colour: 'Its colour is irregular, or has changed',
      diameter: 'It is 7 mm across or more',
      inflammation: 'It is inflamed, red around',
      oozing: 'It oozes, crusts or bleeds',
      sensation: 'It itches or feels different',
    },
    sevenScore: (points: number) => (points === 1 ? '1 point of 10' : `${points} points of 10`),
    sevenHigh: 'From 3 points on, the guideline asks for an urgent look by a doctor.',
    sevenLow:
      'Below 3 points. That rules nothing out: what worries you belongs in front of a doctor.',
    abcdeTitle: 'ABCDE',
    abcde: {
      asymmetry: 'Asymmetry: one half is unlike the other',
      border: 'Border: ragged, notched or blurred',
      colour: 'Colour: several shades',
      diameter: 'Diameter: more than 6 mm',
      evolving: 'Evolving: it has been changing',
    },
    abcdeScore: (signs: number) => `${signs} of 5 signs`,
    abcdeAny: 'Any of these signs is a reason to have a doctor look at it.',
    abcdeNone: 'No sign marked. That rules nothing out.',
    save: 'Done',
  },

  classes: {
    akiec: {
      name: 'Actinic keratosis / Bowen',
      text: 'Rough, scaly patches from years of sun, or a cancer that still lies in the uppermost layer of the skin. They can turn into an invasive cancer, so doctors treat them.',
    },
    bcc: {
      name: 'Basal cell carcinoma',
      text: 'The most common skin cancer; it grows slowly and rarely spreads. Left alone it destroys the tissue around it.',
    },
    bkl: {
      name: 'Benign keratosis',
      text: 'Age spots, seborrheic keratoses and lichen-planus-like keratoses: benign growths of the outer skin. Some look much like melanoma.',
    },
    df: {
      name: 'Dermatofibroma',
      text: 'A firm, benign knot in the skin, often on the legs, sometimes after an insect bite. It usually stays for years.',
    },
    mel: {
      name: 'Melanoma',
      text: 'A cancer of the pigment cells that can spread early. Found early, it can almost always be cured.',
    },
    nv: {
      name: 'Mole (nevus)',
      text: 'A benign gathering of pigment cells; most people have many. A mole that changes needs a doctor’s look.',
    },
    vasc: {
      name: 'Vascular lesion',
      text: 'Benign blood vessel growths such as cherry angiomas, and small bleedings in the skin. Red to purple or black.',
    },
  } as Record<string, { name: string; text: string }>,

  history: {
    title: 'History',
    off: 'The history is off',
    offText:
      'Turn the history on to follow a lesion over time. What you keep then stays in this browser, on this device.',
    turnOn: 'Turn the history on',
    unavailable:
      'This browser keeps nothing for this page, as in a private window. Results can still be saved as files.',
    empty: 'Nothing kept yet. Below a result, choose “Keep this result”.',
    failed: 'That could not be kept. The device may be full, or the browser forbids it.',
    gone: 'This is not kept here any more.',
    pictures: (count: number) => (count === 1 ? '1 picture' : `${count} pictures`),
    showAll: 'Show all lesions',
    deleteAll: 'Delete everything',
    deleteAllQuestion:
      'Delete every lesion and picture that is kept here? They cannot be brought back.',
    local: 'Kept in this browser only.',
  },

  keep: {
    title: 'Keep this result',
    done: (name: string) => `Kept with “${name}”.`,
    show: 'Show this lesion over time',
    which: 'Which lesion is it?',
    newLesion: 'A new lesion',
    name: 'Name',
    nameNote: (name: string) => `It will be called “${name}”.`,
    defaultName: (number: number) => `Lesion ${number}`,
    site: 'Place on the body',
    save: 'Keep it',
  },

  lesion: {
    compare: 'Compare pictures',
    edit: 'Name and place',
    save: 'Save',
    delete: 'Delete this lesion',
    deleteQuestion: 'Delete this lesion with all its pictures? They cannot be brought back.',
  },

  kept: {
    delete: 'Delete this picture',
    deleteQuestion: 'Delete this picture and its result? They cannot be brought back.',
  },

  compare: {
    title: 'Compare',
    first: 'Picture A',
    second: 'Picture B',
    photo: (day: string) => `The lesion on ${day}`,
    apart: (days: number) =>
      days === 0
        ? 'Analysed on the same day.'
        : days === 1
          ? '1 day apart.'
          : `${days} days apart.`,
    note: 'Light, distance and focus change a picture too. A spot that changes belongs in front of a doctor, whatever the numbers say.',
  },

  export: {
    title: 'Take it along',
    lead: 'The file holds the framed picture and the result. Place, time and camera from the original file are not in it.',
    formats: { pdf: 'PDF report', json: 'JSON data', fhir: 'FHIR record' },
    failed: 'The file could not be made.',
  },

  report: {
    title: 'Analysis of a skin lesion picture',
    picture: 'The framed picture',
    map: (name: string) => `What spoke for: ${name}`,
  },

  sites: {
    none: 'No place given',
    front: 'Front',
    back: 'Back',
    left: (region: string) => `${region}, left`,
    right: (region: string) => `${region}, right`,
    regions: {
      scalp: 'Scalp',
      face: 'Face',
      neck: 'Neck',
      chest: 'Chest',
      abdomen: 'Belly',
      back: 'Back',
      buttocks: 'Buttocks',
      upperArm: 'Upper arm',
      forearm: 'Forearm',
      hand: 'Hand',
      thigh: 'Thigh',
      lowerLeg: 'Lower leg',
      foot: 'Foot',
    },
  },

  settings: {
    title: 'Settings',
    look: 'Appearance',
    language: 'Language',
    languageAuto: 'As the device',
    theme: 'Colours',
    themeAuto: 'As the device',
    themeLight: 'Light',
    themeDark: 'Dark',
    textSize: 'Text size',
    textSizes: ['Normal', 'Large', 'Larger', 'Largest'],
    answer: 'How it answers',
    model: 'Model',
    modelNote:
      'The first was chosen on validation pictures; the pruned one is the quickest. Each is loaded once, when it is first used.',
    prior: 'How common the kinds are',
    priorBalanced: 'All alike',
    priorDataset: 'As in the training pictures',
    priorNote:
      'In a clinic moles are far more common than cancers. “All alike” is the careful choice: it keeps rare cancers visible.',
    coverage: 'Possible kinds contain the right one in',
    coverageNote: 'More certainty means longer lists.',
    thorough: 'Thorough mode',
    thoroughNote: 'Looks at turned and mirrored views too: steadier, and takes longer.',
    data: 'On this device',
    history: 'Keep a history',
    historyNote: 'Offers to keep results on this device. Off: nothing new is kept.',
    historyShow: 'Show the history',
    offlineReady: 'Everything is stored; the app works without a connection.',
    offlineNotYet: 'Not stored yet: it needs one visit over a secure connection.',
    reset: 'Show the introduction again',
  },

  about: {
    title: 'About this model',
    intended: 'What it is for',
    intendedText:
      'Research and teaching on small, explainable classifiers for dermoscopy. Not for diagnosis, for decisions on treatment, or for putting off a visit to a doctor.',
    measured: (images: string) => `How well it does, on ${images} pictures it never saw`,
    measuredVal: (images: string) => `How well it does, on ${images} pictures used to choose it`,
    balancedAccuracy: 'Right, averaged over the kinds',
    accuracy: 'Right, over all pictures',
    macroAuc: 'Ranking of right over wrong (AUC)',
    perClass: 'Kind by kind',
    kind: 'Kind',
    sensitivity: 'Found',
    specificity: 'Ruled out rightly',
    sensitivityNote:
      'Found: of the pictures of this kind, how many it named rightly. Ruled out rightly: of the others, how many it did not call this kind.',
    limits: 'Limits',
    limitsList: [
      'It knows these seven kinds only, and answers with one of them whatever it sees.',
      'It learnt from dermatoscope pictures of two clinics, mostly of light skin. Expect it to do worse on darker skin, other devices and phone photos.',
      'Rare kinds were measured on few pictures: their numbers are rough.',
      'It sees one picture. It knows nothing of age, history, or change over time.',
    ],
    training: 'Training',
    trainingText: (images: string, dataset: string, date: string) =>
      `${images} pictures of ${dataset}, ${date}.`,
    synthetic:
      'This model learnt from drawn pictures only. Its answers about photographs mean nothing.',
    licence: 'Licence',
    engineText: (build: string, file: string) => `LiteRT (${build}), ${file}`,
  },

  errors: {
    title: 'That did not work',
    'file-empty': 'The file is empty. Choose it again.',
    'image-undecodable':
      'This file is no picture that the browser can read. Use a JPEG, PNG or WebP.',
    'image-too-small': 'The picture is too small to judge.',
    'download-failed': 'The model could not be loaded. Check the connection and try again.',
    'bundle-invalid': 'The model file is damaged or does not fit this version. Reload the page.',
    'model-failed':
      'The model computes wrong numbers in this browser. Update it, or use another one.',
    'runtime-unavailable':
      'This browser does not run WebAssembly, or blocks it. Allow it, or use a current browser.',
    unexpected: 'Something unexpected happened.',
  } as Record<string, string>,

  update: {
    title: 'A new version is ready',
    now: 'Update now',
    later: 'Later',
  },
}

/** The words of a language. */
export type Messages = typeof en

const LEAST_SHARE = 0.001

export function formatPercent(share: number, locale: string): string {
  if (share > 0 && share < LEAST_SHARE) return `<${formatPercent(LEAST_SHARE, locale)}`
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0,
  }).format(share)
}

export function formatDate(
  time: number,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(locale, options).format(time)
}
