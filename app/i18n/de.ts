import { formatDate, formatPercent, type Messages } from './en.ts'

const percent = (share: number) => formatPercent(share, 'de')

export const de: Messages = {
  locale: 'de',

  common: {
    back: 'Zurück',
    cancel: 'Abbrechen',
    tryAgain: 'Noch einmal',
    notADevice: 'Forschungssoftware, kein Medizinprodukt. Sie stellt keine Diagnose.',
    percent,
    moment: (time: number) => formatDate(time, 'de', { dateStyle: 'medium', timeStyle: 'short' }),
    day: (time: number) => formatDate(time, 'de', { dateStyle: 'medium' }),
  },

  intro: {
    title: 'Genauer hinsehen, und wissen, wie sicher',
    lead: 'DermaLite sieht sich das Bild einer Hautveränderung an, aufgenommen durch ein Dermatoskop, und sagt, welcher von sieben Arten sie ähnelt, wohin es gesehen hat und wie sicher es ist.',
    isTitle: 'Was es ist',
    is: [
      'Forschungssoftware zum Lernen und Untersuchen.',
      'Gemacht für Bilder durch ein Dermatoskop; bei gewöhnlichen Fotos ist es weniger verlässlich.',
      'Privat: Das Bild verlässt dieses Gerät nie. Es läuft auch im Flugmodus.',
    ],
    isNotTitle: 'Was es nicht ist',
    isNot: [
      'Kein Medizinprodukt und keine Diagnose.',
      'Kein Grund, einen Arztbesuch aufzuschieben.',
      'Es sieht nicht, was Sie spüren: Ein Fleck, der sich verändert, juckt oder blutet, gehört ärztlich angesehen, was immer hier steht.',
    ],
    start: 'Verstanden, los',
  },

  home: {
    title: 'DermaLite',
    lead: 'Eine Hautveränderung soll den Kreis füllen, scharf gestellt.',
    takePhoto: 'Foto aufnehmen',
    choosePhoto: 'Bild auswählen',
    dropHint: 'Sie können ein Bild auch hierher ziehen oder einfügen.',
    dropNow: 'Bild loslassen',
    private: 'Das Bild bleibt auf diesem Gerät.',
    settings: 'Einstellungen',
    history: 'Verlauf',
    about: 'Über dieses Modell',
  },

  engine: {
    loading: (share) => `Das Modell lädt, ${percent(share)}`,
    starting: 'Das Modell startet',
    ready: 'Modell bereit, auch ohne Netz',
    readyOnline: 'Modell bereit',
    failed: 'Das Modell ließ sich nicht laden',
    onceNote: 'Das geschieht einmal, etwa 12 MB.',
  },

  camera: {
    title: 'Kamera',
    shutter: 'Bild aufnehmen',
    torchOn: 'Licht einschalten',
    torchOff: 'Licht ausschalten',
    starting: 'Die Kamera startet',
    guide: 'Den Kreis mit der Hautveränderung füllen',
    hints: {
      good: 'Scharf und gut beleuchtet',
      blurred: 'Ruhig halten, noch nicht scharf',
      'too-dark': 'Mehr Licht',
      'too-bright': 'Weniger Licht',
      glare: 'Spiegelungen: leicht kippen',
      'too-small': 'Näher heran',
      'lesion-tiny': 'Näher heran',
      'lesion-cut-off': 'Die ganze Hautveränderung zeigen',
      'no-lesion': 'Den Kreis mit der Hautveränderung füllen',
    },
    deniedTitle: 'Die Kamera ist nicht erlaubt',
    denied:
      'Erlauben Sie dieser Seite die Kamera in den Einstellungen des Browsers, oder wählen Sie ein vorhandenes Bild.',
    missingTitle: 'Hier ist keine Kamera',
    missing:
      'Dieses Gerät oder diese Verbindung bietet keine Kamera. Wählen Sie ein vorhandenes Bild.',
    insecure:
      'Browser geben die Kamera nur sicheren Seiten (https). Wählen Sie ein vorhandenes Bild.',
  },

  crop: {
    title: 'Ausschnitt wählen',
    stage: 'Bild zum Zuschneiden',
    keys: 'Ziehen oder tippen verschiebt, zwei Finger vergrößern. Tasten: Pfeile verschieben, Plus und Minus vergrößern.',
    zoom: 'Vergrößerung',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    zoomValue: (factor) => `${factor.toFixed(1).replace('.', ',')}-fach`,
    found: 'Die gefundene Hautveränderung ist eingerahmt',
    notFound: 'Keine Hautveränderung gefunden: bitte selbst einrahmen',
    classify: 'Ansehen',
  },

  answer: {
    title: 'Ergebnis',
    newPhoto: 'Neues Bild',
    reveal: 'Zahlen trotzdem zeigen',
    wait: 'Das Bild wird angesehen',
    waitModel: 'Das Modell fehlt noch',

    quality: {
      title: 'Dieses Bild bitte noch einmal aufnehmen',
      lead: 'Es ist schwer zu beurteilen:',
      issues: {
        blurred: 'Es ist unscharf oder verwackelt. Ruhig halten und auf die Haut scharf stellen.',
        'too-dark': 'Es ist zu dunkel. Schalten Sie das Licht ein.',
        'too-bright': 'Es ist zu hell. Weg vom direkten Licht.',
        glare: 'Helle Spiegelungen verdecken einen Teil. Kippen Sie die Linse ein wenig.',
        'too-small': 'Es hat zu wenige Pixel. Näher heran, oder das Originalbild nehmen.',
        'lesion-cut-off':
          'Die Hautveränderung reicht über das Bild hinaus. Zeigen Sie sie ganz, mit Haut ringsum.',
        'lesion-tiny': 'Die Hautveränderung ist im Bild sehr klein. Näher heran.',
        'no-lesion': 'Keine Hautveränderung hebt sich von der Haut ab.',
      },
    },

    unknown: {
      title: 'Dieses Bild gleicht keinem, das das Modell kennt',
      text: 'Es hat an Dermatoskop-Bildern von sieben Arten gelernt. Hier kann es sich irren und dabei sicher wirken; darum wird keine Stufe genannt.',
    },

    triage: {
      high: 'Hoher Verdacht',
      raised: 'Erhöhter Verdacht',
      'not-raised': 'Verdacht nicht erhöht',
      unclear: 'Unklar',
      none: 'Keine Stufe',
      action: {
        high: 'Zeigen Sie diese Hautveränderung bald ärztlich vor.',
        raised: 'Lassen Sie diese Hautveränderung ärztlich ansehen.',
        'not-raised':
          'Das schließt eine gefährliche Veränderung nicht aus. Wenn sie sich verändert, blutet, juckt oder Sie beunruhigt, zeigen Sie sie ärztlich vor.',
        unclear:
          'Dieses Bild erlaubt keine Aussage. Wenn die Hautveränderung Sie beunruhigt, zeigen Sie sie ärztlich vor.',
        none: 'Dieses Modell bringt keine gemessenen Schwellen mit. Wenn die Hautveränderung Sie beunruhigt, zeigen Sie sie ärztlich vor.',
      },
      reasonAbove: (malignancy, threshold, found) =>
        `Melanom, Basalzellkarzinom und aktinische Keratose erreichen zusammen ${malignancy}. Ab ${threshold} fand das Modell ${found} solcher Veränderungen unter seinen Validierungsbildern.`,
      reasonBelow: (malignancy, threshold, found, missed) =>
        `Melanom, Basalzellkarzinom und aktinische Keratose erreichen zusammen ${malignancy}. Ab ${threshold} fand das Modell ${found} solcher Veränderungen unter seinen Validierungsbildern; ${missed} blieben darunter, so wie diese.`,
      reasonNone: (malignancy) =>
        `Melanom, Basalzellkarzinom und aktinische Keratose erreichen zusammen ${malignancy}.`,
      reasonUnclear: 'Der Hinweis darüber sagt, warum.',
    },

    sure: {
      title: 'Wie sicher',
      one: (coverage) =>
        `Eine Art genügt, damit die richtige in ${coverage} der Bilder dabei ist, die denen gleichen, an denen es gelernt hat.`,
      few: (kinds, coverage) =>
        `Nicht sicher: Es braucht ${kinds} Arten, damit die richtige in ${coverage} der Bilder dabei ist, die denen gleichen, an denen es gelernt hat.`,
      many: (kinds, coverage) =>
        `Unsicher: Es braucht ${kinds} der Arten, damit die richtige in ${coverage} der Bilder dabei ist. Lesen Sie die Liste als Frage, nicht als Antwort.`,
      entropyLow: 'Die Wahrscheinlichkeit sammelt sich bei einer Art. Das ist keine Gewähr.',
      entropyHigh:
        'Die Wahrscheinlichkeit verteilt sich auf mehrere Arten: Das Modell ist nicht sicher.',
    },

    classes: {
      title: 'Wem es ähnelt',
      lead: 'Tippen Sie auf eine Art, um zu sehen, wohin das Modell gesehen hat.',
      setMark: 'möglich',
      priorBalanced: 'Unter der Annahme, dass alle Arten gleich häufig sind.',
      priorDataset: 'Unter der Annahme, dass die Arten so häufig sind wie in den Lernbildern.',
      suspicious: 'Krebs oder seine Vorstufe',
    },

    heat: {
      opacity: 'Stärke der Karte',
      legend: 'Gelb sprach am stärksten für diese Art; die Linie umrandet die stärkste Stelle',
      alt: (className, sentence) => `Wärmekarte für ${className}. ${sentence}`,
      photoAlt: 'Der gewählte Ausschnitt',
    },

    evidence: {
      none: (name) => `Keine Stelle im Bild sprach für ${name}.`,
      place: (name, place) => `Was für ${name} spricht, liegt ${place}.`,
      inside: (share) => `${share} davon liegen in der Hautveränderung.`,
      outside: (share) => `Vorsicht: Nur ${share} davon liegen in der Hautveränderung.`,
      places: {
        centre: 'vor allem in der Mitte',
        upper: 'vor allem oben',
        lower: 'vor allem unten',
        left: 'vor allem links',
        right: 'vor allem rechts',
        'upper-left': 'vor allem oben links',
        'upper-right': 'vor allem oben rechts',
        'lower-left': 'vor allem unten links',
        'lower-right': 'vor allem unten rechts',
        spread: 'verteilt, an keiner bestimmten Stelle',
      },
    },
  },

  doctor: {
    title: 'Wann zum Arzt',
    lead: 'Was immer hier steht: Zeigen Sie einen Fleck ärztlich vor, der',
    signs: [
      'neu ist, wächst oder Form oder Farbe ändert',
      'anders aussieht als Ihre übrigen',
      'blutet, juckt, schmerzt oder in vier Wochen nicht heilt',
      'Sie aus irgendeinem Grund beunruhigt',
    ],
    form: 'Ein paar Fragen beantworten',
    formEdit: 'Antworten ändern',
    formTitle: 'Was Sie sehen und spüren',
    formLead:
      'Zwei kurze Listen, die auch Ärzte verwenden. Die Antworten gehören zu diesem Ergebnis und bleiben auf diesem Gerät.',
    sevenTitle: '7-Punkte-Liste',
    sevenSource: 'Gewichtete 7-Punkte-Liste (MacKie 1990), wie in der Leitlinie NICE NG12.',
    seven: {
      size: 'Die Größe hat sich geändert',
      shape: 'Die Form ist unregelmäßig oder hat sich geändert',
      colour: 'Die Farbe ist unregelmäßig oder hat sich geändert',
      diameter: 'Der Durchmesser ist 7 mm oder mehr',
      inflammation: 'Sie ist entzündet, rundum gerötet',
      oozing: 'Sie nässt, verkrustet oder blutet',
      sensation: 'Sie juckt oder fühlt sich anders an',
    },
    sevenScore: (points) => (points === 1 ? '1 Punkt von 10' : `${points} Punkte von 10`),
    sevenHigh: 'Ab 3 Punkten verlangt die Leitlinie eine dringende ärztliche Untersuchung.',
    sevenLow:
      'Unter 3 Punkten. Das schließt nichts aus: Was Sie beunruhigt, gehört ärztlich angesehen.',
    abcdeTitle: 'ABCDE',
    abcde: {
      asymmetry: 'Asymmetrie: Eine Hälfte ist anders als die andere',
      border: 'Begrenzung: ausgefranst, gekerbt oder verwaschen',
      colour: 'Colorit: mehrere Farbtöne',
      diameter: 'Durchmesser: mehr als 6 mm',
      evolving: 'Entwicklung: Sie hat sich verändert',
    },
    abcdeScore: (signs) => `${signs} von 5 Zeichen`,
    abcdeAny: 'Jedes dieser Zeichen ist ein Grund, einen Arzt darauf sehen zu lassen.',
    abcdeNone: 'Kein Zeichen angekreuzt. Das schließt nichts aus.',
    save: 'Fertig',
  },

  classes: {
    akiec: {
      name: 'Aktinische Keratose / Bowen',
      text: 'Raue, schuppige Stellen durch jahrelange Sonne, oder ein Krebs, der noch in der obersten Hautschicht liegt. Daraus kann ein eindringender Krebs werden; deshalb werden sie ärztlich behandelt.',
    },
    bcc: {
      name: 'Basalzellkarzinom',
      text: 'Der häufigste Hautkrebs; er wächst langsam und streut selten. Bleibt er, zerstört er das Gewebe um sich.',
    },
    bkl: {
      name: 'Gutartige Keratose',
      text: 'Altersflecken, Alterswarzen und lichenoide Keratosen: gutartige Wucherungen der Oberhaut. Manche sehen einem Melanom sehr ähnlich.',
    },
    df: {
      name: 'Dermatofibrom',
      text: 'Ein fester, gutartiger Knoten in der Haut, oft am Bein, manchmal nach einem Insektenstich. Er bleibt meist jahrelang.',
    },
    mel: {
      name: 'Melanom',
      text: 'Ein Krebs der Pigmentzellen, der früh streuen kann. Früh gefunden ist er fast immer heilbar.',
    },
    nv: {
      name: 'Muttermal (Nävus)',
      text: 'Eine gutartige Ansammlung von Pigmentzellen; die meisten Menschen haben viele. Ein Muttermal, das sich ändert, gehört ärztlich angesehen.',
    },
    vasc: {
      name: 'Gefäßveränderung',
      text: 'Gutartige Wucherungen von Blutgefäßen wie Blutschwämmchen, und kleine Blutungen in der Haut. Rot bis violett oder schwarz.',
    },
  },

  history: {
    title: 'Verlauf',
    off: 'Der Verlauf ist aus',
    offText:
      'Mit dem Verlauf lässt sich eine Hautstelle über die Zeit verfolgen. Was Sie aufbewahren, bleibt in diesem Browser, auf diesem Gerät.',
    turnOn: 'Verlauf einschalten',
    unavailable:
      'Dieser Browser bewahrt für diese Seite nichts auf, etwa in einem privaten Fenster. Ergebnisse lassen sich trotzdem als Datei sichern.',
    empty: 'Noch nichts aufbewahrt. Unter einem Ergebnis steht „Ergebnis aufbewahren“.',
    failed:
      'Das ließ sich nicht aufbewahren. Vielleicht ist das Gerät voll, oder der Browser verbietet es.',
    gone: 'Das ist hier nicht mehr aufbewahrt.',
    pictures: (count: number) => (count === 1 ? '1 Bild' : `${count} Bilder`),
    showAll: 'Alle Stellen zeigen',
    deleteAll: 'Alles löschen',
    deleteAllQuestion:
      'Alle hier aufbewahrten Stellen und Bilder löschen? Sie lassen sich nicht zurückholen.',
    local: 'Nur in diesem Browser aufbewahrt.',
  },

  keep: {
    title: 'Ergebnis aufbewahren',
    done: (name: string) => `Aufbewahrt bei „${name}“.`,
    show: 'Diese Stelle im Verlauf zeigen',
    which: 'Welche Stelle ist es?',
    newLesion: 'Eine neue Stelle',
    name: 'Name',
    nameNote: (name: string) => `Sie wird „${name}“ heißen.`,
    defaultName: (number: number) => `Stelle ${number}`,
    site: 'Ort am Körper',
    save: 'Aufbewahren',
  },

  lesion: {
    compare: 'Bilder vergleichen',
    edit: 'Name und Ort',
    save: 'Speichern',
    delete: 'Diese Stelle löschen',
    deleteQuestion:
      'Diese Stelle mit allen ihren Bildern löschen? Sie lassen sich nicht zurückholen.',
  },

  kept: {
    delete: 'Dieses Bild löschen',
    deleteQuestion: 'Dieses Bild und sein Ergebnis löschen? Sie lassen sich nicht zurückholen.',
  },

  compare: {
    title: 'Vergleichen',
    first: 'Bild A',
    second: 'Bild B',
    photo: (day: string) => `Die Stelle am ${day}`,
    apart: (days: number) =>
      days === 0
        ? 'Am selben Tag ausgewertet.'
        : days === 1
          ? '1 Tag auseinander.'
          : `${days} Tage auseinander.`,
    note: 'Auch Licht, Abstand und Schärfe ändern ein Bild. Eine Stelle, die sich verändert, gehört ärztlich angesehen, was immer die Zahlen sagen.',
  },

  export: {
    title: 'Mitnehmen',
    lead: 'Die Datei enthält das eingerahmte Bild und das Ergebnis. Ort, Zeit und Kamera aus der ursprünglichen Datei stehen nicht darin.',
    formats: { pdf: 'PDF-Bericht', json: 'JSON-Daten', fhir: 'FHIR-Akte' },
    failed: 'Die Datei ließ sich nicht herstellen.',
  },

  report: {
    title: 'Auswertung des Bildes einer Hautstelle',
    picture: 'Das eingerahmte Bild',
    map: (name: string) => `Was dafür sprach: ${name}`,
  },

  sites: {
    none: 'Kein Ort angegeben',
    front: 'Vorn',
    back: 'Hinten',
    left: (region: string) => `${region}, links`,
    right: (region: string) => `${region}, rechts`,
    regions: {
      scalp: 'Kopfhaut',
      face: 'Gesicht',
      neck: 'Hals',
      chest: 'Brust',
      abdomen: 'Bauch',
      back: 'Rücken',
      buttocks: 'Gesäß',
      upperArm: 'Oberarm',
      forearm: 'Unterarm',
      hand: 'Hand',
      thigh: 'Oberschenkel',
      lowerLeg: 'Unterschenkel',
      foot: 'Fuß',
    },
  },

  settings: {
    title: 'Einstellungen',
    look: 'Darstellung',
    language: 'Sprache',
    languageAuto: 'Wie das Gerät',
    theme: 'Farben',
    themeAuto: 'Wie das Gerät',
    themeLight: 'Hell',
    themeDark: 'Dunkel',
    textSize: 'Schriftgröße',
    textSizes: ['Normal', 'Groß', 'Größer', 'Größte'],
    answer: 'Wie es antwortet',
    model: 'Modell',
    modelNote:
      'Das erste wurde an Validierungsbildern ausgewählt, das verkleinerte ist das schnellste. Jedes wird beim ersten Gebrauch einmal geladen.',
    prior: 'Wie häufig die Arten sind',
    priorBalanced: 'Alle gleich',
    priorDataset: 'Wie in den Lernbildern',
    priorNote:
      'In einer Praxis sind Muttermale viel häufiger als Krebs. „Alle gleich“ ist die vorsichtige Wahl: Seltene Krebsarten bleiben sichtbar.',
    coverage: 'Die möglichen Arten enthalten die richtige in',
    coverageNote: 'Mehr Gewissheit macht die Liste länger.',
    thorough: 'Gründlich',
    thoroughNote: 'Sieht auch gedrehte und gespiegelte Ansichten an: beständiger, aber langsamer.',
    data: 'Auf diesem Gerät',
    history: 'Verlauf führen',
    historyNote:
      'Bietet an, Ergebnisse auf diesem Gerät aufzubewahren. Aus: Es kommt nichts Neues dazu.',
    historyShow: 'Verlauf zeigen',
    offlineReady: 'Alles ist gespeichert; die App läuft ohne Verbindung.',
    offlineNotYet:
      'Noch nicht gespeichert: Dazu braucht es einen Besuch über eine sichere Verbindung.',
    reset: 'Einführung noch einmal zeigen',
  },

  about: {
    title: 'Über dieses Modell',
    intended: 'Wofür es da ist',
    intendedText:
      'Forschung und Lehre zu kleinen, erklärbaren Klassifikatoren für die Dermatoskopie. Nicht für Diagnosen, nicht für Entscheidungen über eine Behandlung, nicht um einen Arztbesuch aufzuschieben.',
    measured: (images) => `Wie gut es ist, an ${images} Bildern, die es nie sah`,
    measuredVal: (images) => `Wie gut es ist, an ${images} Bildern, mit denen es ausgewählt wurde`,
    balancedAccuracy: 'Richtig, über die Arten gemittelt',
    accuracy: 'Richtig, über alle Bilder',
    macroAuc: 'Richtige vor falschen (AUC)',
    perClass: 'Art für Art',
    kind: 'Art',
    sensitivity: 'Gefunden',
    specificity: 'Zu Recht verneint',
    sensitivityNote:
      'Gefunden: von den Bildern dieser Art, wie viele es richtig benannte. Zu Recht verneint: von den anderen, wie viele es nicht so nannte.',
    limits: 'Grenzen',
    limitsList: [
      'Es kennt nur diese sieben Arten und antwortet mit einer davon, was immer es sieht.',
      'Es lernte an Dermatoskop-Bildern zweier Kliniken, meist heller Haut. Bei dunklerer Haut, anderen Geräten und Handyfotos ist Schlechteres zu erwarten.',
      'Seltene Arten wurden an wenigen Bildern gemessen: Ihre Zahlen sind grob.',
      'Es sieht ein Bild. Von Alter, Vorgeschichte und Veränderung weiß es nichts.',
    ],
    training: 'Training',
    trainingText: (images, dataset, date) => `${images} Bilder aus ${dataset}, ${date}.`,
    synthetic:
      'Dieses Modell lernte nur an gezeichneten Bildern. Was es über Fotos sagt, bedeutet nichts.',
    licence: 'Lizenz',
    engineText: (build, file) => `LiteRT (${build}), ${file}`,
  },

  errors: {
    title: 'Das ging nicht',
    'file-empty': 'Die Datei ist leer. Wählen Sie sie noch einmal.',
    'image-undecodable':
      'Diese Datei ist kein Bild, das der Browser lesen kann. Nehmen Sie JPEG, PNG oder WebP.',
    'image-too-small': 'Das Bild ist zu klein, um es zu beurteilen.',
    'download-failed':
      'Das Modell ließ sich nicht laden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    'bundle-invalid':
      'Die Modelldatei ist beschädigt oder passt nicht zu dieser Version. Laden Sie die Seite neu.',
    'model-failed':
      'Das Modell rechnet in diesem Browser falsch. Aktualisieren Sie ihn, oder nehmen Sie einen anderen.',
    'runtime-unavailable':
      'Dieser Browser führt kein WebAssembly aus oder sperrt es. Erlauben Sie es, oder nehmen Sie einen aktuellen Browser.',
    unexpected: 'Etwas Unerwartetes ist geschehen.',
  },

  update: {
    title: 'Eine neue Version ist da',
    now: 'Jetzt wechseln',
    later: 'Später',
  },
}
