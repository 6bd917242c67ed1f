import { formatDate, formatPercent, type Messages } from './en.ts'

const percent = (share: number) => formatPercent(share, 'es')

export const es: Messages = {
  locale: 'es',

  common: {
    back: 'Atrás',
    cancel: 'Cancelar',
    tryAgain: 'Intentar de nuevo',
    notADevice: 'Software de investigación, no un producto sanitario. No da ningún diagnóstico.',
    percent,
    moment: (time: number) => formatDate(time, 'es', { dateStyle: 'medium', timeStyle: 'short' }),
    day: (time: number) => formatDate(time, 'es', { dateStyle: 'medium' }),
  },

  intro: {
    title: 'Mirar de cerca y saber con qué certeza',
    lead: 'DermaLite mira la imagen de una lesión de la piel tomada con un dermatoscopio, dice a cuál de siete tipos se parece, muestra dónde miró y con qué certeza responde.',
    isTitle: 'Qué es',
    is: [
      'Software de investigación, para aprender y estudiar.',
      'Hecho para imágenes de dermatoscopio; con fotos corrientes es menos fiable.',
      'Privado: la imagen nunca sale de este dispositivo. Funciona en modo avión.',
    ],
    isNotTitle: 'Qué no es',
    isNot: [
      'No es un producto sanitario ni un diagnóstico.',
      'No es motivo para aplazar una visita médica.',
      'No ve lo que usted siente: una mancha que cambia, pica o sangra debe verla un médico, diga lo que diga esta pantalla.',
    ],
    start: 'Entendido, empezar',
  },

  home: {
    title: 'DermaLite',
    lead: 'Llene el círculo con una sola lesión, bien enfocada.',
    takePhoto: 'Hacer una foto',
    choosePhoto: 'Elegir una imagen',
    dropHint: 'También puede soltar aquí una imagen o pegarla.',
    dropNow: 'Suelte la imagen',
    private: 'La imagen se queda en este dispositivo.',
    settings: 'Ajustes',
    history: 'Historial',
    about: 'Sobre este modelo',
  },

  engine: {
    loading: (share) => `Cargando el modelo, ${percent(share)}`,
    starting: 'Iniciando el modelo',
    ready: 'Modelo listo, también sin conexión',
    readyOnline: 'Modelo listo',
    failed: 'No se pudo cargar el modelo',
    onceNote: 'Ocurre una sola vez, unos 12 MB.',
  },

  camera: {
    title: 'Cámara',
    shutter: 'Hacer la foto',
    torchOn: 'Encender la luz',
    torchOff: 'Apagar la luz',
    starting: 'Iniciando la cámara',
    guide: 'Llene el círculo con la lesión',
    hints: {
      good: 'Nítida y bien iluminada',
      blurred: 'No se mueva, aún no está nítida',
      'too-dark': 'Más luz',
      'too-bright': 'Menos luz',
      glare: 'Reflejos: incline un poco',
      'too-small': 'Acérquese',
      'lesion-tiny': 'Acérquese',
      'lesion-cut-off': 'Muestre toda la lesión',
      'no-lesion': 'Llene el círculo con la lesión',
    },
    deniedTitle: 'La cámara no está permitida',
    denied:
      'Permita la cámara para esta página en los ajustes del navegador, o elija una imagen que ya tenga.',
    missingTitle: 'Aquí no hay cámara',
    missing: 'Este dispositivo o esta conexión no ofrece cámara. Elija una imagen que ya tenga.',
    insecure:
      'Los navegadores dan la cámara solo a páginas seguras (https). Elija una imagen que ya tenga.',
  },

  crop: {
    title: 'Encuadrar la lesión',
    stage: 'Imagen por recortar',
    keys: 'Arrastre o toque para mover, pellizque para ampliar. Teclas: las flechas mueven, más y menos amplían.',
    zoom: 'Ampliación',
    zoomIn: 'Ampliar',
    zoomOut: 'Reducir',
    zoomValue: (factor) => `${factor.toFixed(1).replace('.', ',')} veces`,
    found: 'Encuadrada la lesión encontrada',
    notFound: 'No se encontró ninguna lesión: encuádrela usted',
    classify: 'Mirarla',
  },

  answer: {
    title: 'Resultado',
    newPhoto: 'Otra imagen',
    reveal: 'Mostrar los números de todos modos',
    wait: 'Mirando la imagen',
    waitModel: 'Esperando al modelo',

    quality: {
      title: 'Repita esta imagen',
      lead: 'Es difícil de juzgar:',
      issues: {
        blurred: 'Está desenfocada o movida. No se mueva y enfoque la piel.',
        'too-dark': 'Es demasiado oscura. Encienda la luz.',
        'too-bright': 'Es demasiado clara. Aléjese de la luz directa.',
        glare: 'Reflejos brillantes tapan una parte. Incline un poco la lente.',
        'too-small': 'Tiene muy pocos píxeles. Acérquese o use la imagen original.',
        'lesion-cut-off': 'La lesión se sale de la imagen. Muéstrela entera, con piel alrededor.',
        'lesion-tiny': 'La lesión es muy pequeña en la imagen. Acérquese.',
        'no-lesion': 'Ninguna lesión destaca de la piel.',
      },
    },

    unknown: {
      title: 'Esta imagen no se parece a las que el modelo conoce',
      text: 'Aprendió con imágenes de dermatoscopio de siete tipos de lesiones. Aquí puede equivocarse y parecer seguro; por eso no se da ningún nivel.',
    },

    triage: {
      high: 'Sospecha alta',
      raised: 'Sospecha elevada',
      'not-raised': 'Sospecha no elevada',
      unclear: 'No concluyente',
      none: 'Sin nivel',
      action: {
        high: 'Enseñe pronto esta lesión a un médico.',
        raised: 'Haga que un médico vea esta lesión.',
        'not-raised':
          'Esto no descarta una lesión peligrosa. Si cambia, sangra, pica o le preocupa, enséñela a un médico.',
        unclear:
          'Esta imagen no permite decir nada. Si la lesión le preocupa, enséñela a un médico.',
        none: 'Este modelo no lleva umbrales medidos. Si la lesión le preocupa, enséñela a un médico.',
      },
      reasonAbove: (malignancy, threshold, found) =>
        `Melanoma, carcinoma basocelular y queratosis actínica suman el ${malignancy}. A partir del ${threshold}, el modelo encontró el ${found} de esas lesiones entre sus imágenes de validación.`,
      reasonBelow: (malignancy, threshold, found, missed) =>
        `Melanoma, carcinoma basocelular y queratosis actínica suman el ${malignancy}. A partir del ${threshold}, el modelo encontró el ${found} de esas lesiones entre sus imágenes de validación; el ${missed} quedó por debajo, como esta.`,
      reasonNone: (malignancy) =>
        `Melanoma, carcinoma basocelular y queratosis actínica suman el ${malignancy}.`,
      reasonUnclear: 'El aviso de arriba dice por qué.',
    },

    sure: {
      title: 'Con qué certeza',
      one: (coverage) =>
        `Basta un tipo para que el correcto esté incluido en el ${coverage} de las imágenes parecidas a las que aprendió.`,
      few: (kinds, coverage) =>
        `No es seguro: hacen falta ${kinds} tipos para que el correcto esté incluido en el ${coverage} de las imágenes parecidas a las que aprendió.`,
      many: (kinds, coverage) =>
        `Inseguro: hacen falta ${kinds} de los tipos para que el correcto esté incluido en el ${coverage} de las imágenes. Lea la lista como una pregunta, no como una respuesta.`,
      entropyLow: 'La probabilidad se concentra en un tipo. Eso no es una garantía.',
      entropyHigh: 'La probabilidad se reparte entre varios tipos: el modelo no está seguro.',
    },

    classes: {
      title: 'A qué se parece',
      lead: 'Toque un tipo para ver dónde miró.',
      setMark: 'posible',
      priorBalanced: 'Suponiendo que todos los tipos son igual de frecuentes.',
      priorDataset: 'Suponiendo los tipos tan frecuentes como en las imágenes con que aprendió.',
      suspicious: 'cáncer o su fase temprana',
    },

    heat: {
      opacity: 'Intensidad del mapa',
      legend:
        'El amarillo es lo que más habló a favor de este tipo; la línea rodea el lugar más fuerte',
      alt: (className, sentence) => `Mapa de calor de ${className}. ${sentence}`,
      photoAlt: 'La imagen encuadrada',
    },

    evidence: {
      none: (name) => `Ningún lugar de la imagen habló a favor de ${name}.`,
      place: (name, place) => `Lo que habla a favor de ${name} está ${place}.`,
      inside: (share) => `El ${share} está dentro de la lesión.`,
      outside: (share) => `Cuidado: solo el ${share} está dentro de la lesión.`,
      places: {
        centre: 'sobre todo en el centro',
        upper: 'sobre todo arriba',
        lower: 'sobre todo abajo',
        left: 'sobre todo a la izquierda',
        right: 'sobre todo a la derecha',
        'upper-left': 'sobre todo arriba a la izquierda',
        'upper-right': 'sobre todo arriba a la derecha',
        'lower-left': 'sobre todo abajo a la izquierda',
        'lower-right': 'sobre todo abajo a la derecha',
        spread: 'repartido, sin un lugar concreto',
      },
    },
  },

  doctor: {
    title: 'Cuándo ir al médico',
    lead: 'Diga lo que diga esta pantalla, consulte a un médico por una mancha que',
    signs: [
      'es nueva, crece o cambia de forma o color',
      'es distinta de sus otras manchas',
      'sangra, pica, duele o no se cura en cuatro semanas',
      'le preocupa por cualquier motivo',
    ],
    form: 'Responder unas preguntas',
    formEdit: 'Cambiar las respuestas',
    formTitle: 'Lo que usted ve y siente',
    formLead:
      'Dos listas breves que usan los médicos. Las respuestas acompañan a este resultado y se quedan en este dispositivo.',
    sevenTitle: 'Lista de 7 puntos',
    sevenSource: 'Lista ponderada de 7 puntos (MacKie 1990), como en la guía NICE NG12.',
    seven: {
      size: 'Ha cambiado de tamaño',
      shape: 'Su forma es irregular o ha cambiado',
      colour: 'Su color es irregular o ha cambiado',
      diameter: 'Mide 7 mm o más',
      inflammation: 'Está inflamada, roja alrededor',
      oozing: 'Supura, tiene costra o sangra',
      sensation: 'Pica o se siente distinta',
    },
    sevenScore: (points) => (points === 1 ? '1 punto de 10' : `${points} puntos de 10`),
    sevenHigh: 'A partir de 3 puntos, la guía pide que un médico la vea con urgencia.',
    sevenLow: 'Menos de 3 puntos. Eso no descarta nada: lo que le preocupa debe verlo un médico.',
    abcdeTitle: 'ABCDE',
    abcde: {
      asymmetry: 'Asimetría: una mitad no es como la otra',
      border: 'Borde: dentado, irregular o borroso',
      colour: 'Color: varios tonos',
      diameter: 'Diámetro: más de 6 mm',
      evolving: 'Evolución: ha ido cambiando',
    },
    abcdeScore: (signs) => `${signs} de 5 signos`,
    abcdeAny: 'Cualquiera de estos signos es motivo para que la vea un médico.',
    abcdeNone: 'Ningún signo marcado. Eso no descarta nada.',
    save: 'Listo',
  },

  classes: {
    akiec: {
      name: 'Queratosis actínica / Bowen',
      text: 'Placas ásperas y escamosas por años de sol, o un cáncer que aún está en la capa superior de la piel. Pueden volverse un cáncer invasivo; por eso los médicos las tratan.',
    },
    bcc: {
      name: 'Carcinoma basocelular',
      text: 'El cáncer de piel más común; crece despacio y rara vez se extiende. Si se deja, destruye el tejido de alrededor.',
    },
    bkl: {
      name: 'Queratosis benigna',
      text: 'Manchas de la edad, queratosis seborreicas y liquenoides: crecimientos benignos de la epidermis. Algunas se parecen mucho a un melanoma.',
    },
    df: {
      name: 'Dermatofibroma',
      text: 'Un nódulo firme y benigno de la piel, a menudo en las piernas, a veces tras una picadura. Suele quedarse durante años.',
    },
    mel: {
      name: 'Melanoma',
      text: 'Un cáncer de las células pigmentarias que puede extenderse pronto. Si se encuentra pronto, casi siempre se cura.',
    },
    nv: {
      name: 'Lunar (nevus)',
      text: 'Una agrupación benigna de células pigmentarias; casi todo el mundo tiene muchos. Un lunar que cambia debe verlo un médico.',
    },
    vasc: {
      name: 'Lesión vascular',
      text: 'Crecimientos benignos de vasos sanguíneos, como los angiomas rubí, y pequeñas hemorragias en la piel. De rojo a morado o negro.',
    },
  },

  history: {
    title: 'Historial',
    off: 'El historial está desactivado',
    offText:
      'Con el historial puede seguir una lesión a lo largo del tiempo. Lo que guarde queda en este navegador, en este dispositivo.',
    turnOn: 'Activar el historial',
    unavailable:
      'Este navegador no guarda nada para esta página, como en una ventana privada. Los resultados aún se pueden guardar como archivos.',
    empty: 'Todavía no hay nada guardado. Bajo un resultado, elija «Guardar este resultado».',
    failed: 'No se pudo guardar. Quizá el dispositivo está lleno, o el navegador no lo permite.',
    gone: 'Esto ya no está guardado aquí.',
    pictures: (count: number) => (count === 1 ? '1 imagen' : `${count} imágenes`),
    showAll: 'Mostrar todas las lesiones',
    deleteAll: 'Borrar todo',
    deleteAllQuestion:
      '¿Borrar todas las lesiones e imágenes guardadas aquí? No se pueden recuperar.',
    local: 'Guardado solo en este navegador.',
  },

  keep: {
    title: 'Guardar este resultado',
    done: (name: string) => `Guardado en «${name}».`,
    show: 'Mostrar esta lesión en el tiempo',
    which: '¿Qué lesión es?',
    newLesion: 'Una lesión nueva',
    name: 'Nombre',
    nameNote: (name: string) => `Se llamará «${name}».`,
    defaultName: (number: number) => `Lesión ${number}`,
    site: 'Lugar del cuerpo',
    save: 'Guardar',
  },

  lesion: {
    compare: 'Comparar imágenes',
    edit: 'Nombre y lugar',
    save: 'Guardar',
    delete: 'Borrar esta lesión',
    deleteQuestion: '¿Borrar esta lesión con todas sus imágenes? No se pueden recuperar.',
  },

  kept: {
    delete: 'Borrar esta imagen',
    deleteQuestion: '¿Borrar esta imagen y su resultado? No se pueden recuperar.',
  },

  compare: {
    title: 'Comparar',
    first: 'Imagen A',
    second: 'Imagen B',
    photo: (day: string) => `La lesión el ${day}`,
    apart: (days: number) =>
      days === 0
        ? 'Analizadas el mismo día.'
        : days === 1
          ? 'Con 1 día de diferencia.'
          : `Con ${days} días de diferencia.`,
    note: 'La luz, la distancia y el enfoque también cambian una imagen. Una mancha que cambia debe verla un médico, digan lo que digan los números.',
  },

  export: {
    title: 'Llevárselo',
    lead: 'El archivo contiene la imagen encuadrada y el resultado. El lugar, la hora y la cámara del archivo original no están en él.',
    formats: { pdf: 'Informe PDF', json: 'Datos JSON', fhir: 'Registro FHIR' },
    failed: 'No se pudo crear el archivo.',
  },

  report: {
    title: 'Análisis de la imagen de una lesión de la piel',
    picture: 'La imagen encuadrada',
    map: (name: string) => `Lo que habló a favor de: ${name}`,
  },

  sites: {
    none: 'Sin lugar indicado',
    front: 'Delante',
    back: 'Detrás',
    left: (region: string) => `${region}, lado izquierdo`,
    right: (region: string) => `${region}, lado derecho`,
    regions: {
      scalp: 'Cuero cabelludo',
      face: 'Cara',
      neck: 'Cuello',
      chest: 'Pecho',
      abdomen: 'Vientre',
      back: 'Espalda',
      buttocks: 'Nalgas',
      upperArm: 'Brazo',
      forearm: 'Antebrazo',
      hand: 'Mano',
      thigh: 'Muslo',
      lowerLeg: 'Pierna',
      foot: 'Pie',
    },
  },

  settings: {
    title: 'Ajustes',
    look: 'Aspecto',
    language: 'Idioma',
    languageAuto: 'Como el dispositivo',
    theme: 'Colores',
    themeAuto: 'Como el dispositivo',
    themeLight: 'Claro',
    themeDark: 'Oscuro',
    textSize: 'Tamaño del texto',
    textSizes: ['Normal', 'Grande', 'Mayor', 'Máximo'],
    answer: 'Cómo responde',
    model: 'Modelo',
    modelNote:
      'El primero se eligió con imágenes de validación; el recortado es el más rápido. Cada uno se carga una vez, al usarlo por primera vez.',
    prior: 'Qué frecuencia tienen los tipos',
    priorBalanced: 'Todos igual',
    priorDataset: 'Como en las imágenes de entrenamiento',
    priorNote:
      'En una consulta los lunares son mucho más frecuentes que los cánceres. «Todos igual» es la opción prudente: los cánceres raros siguen a la vista.',
    coverage: 'Los tipos posibles incluyen el correcto en el',
    coverageNote: 'Más certeza significa listas más largas.',
    thorough: 'Modo minucioso',
    thoroughNote: 'Mira también vistas giradas y reflejadas: más estable, pero más lento.',
    data: 'En este dispositivo',
    history: 'Llevar un historial',
    historyNote:
      'Ofrece guardar resultados en este dispositivo. Desactivado: no se guarda nada nuevo.',
    historyShow: 'Mostrar el historial',
    offlineReady: 'Todo está guardado; la aplicación funciona sin conexión.',
    offlineNotYet: 'Aún no está guardado: hace falta una visita por una conexión segura.',
    reset: 'Mostrar otra vez la introducción',
  },

  about: {
    title: 'Sobre este modelo',
    intended: 'Para qué sirve',
    intendedText:
      'Investigación y docencia sobre clasificadores pequeños y explicables para dermatoscopia. No para diagnosticar, ni decidir tratamientos, ni aplazar una visita médica.',
    measured: (images) => `Qué tal lo hace, en ${images} imágenes que nunca vio`,
    measuredVal: (images) => `Qué tal lo hace, en ${images} imágenes usadas para elegirlo`,
    balancedAccuracy: 'Aciertos, promedio entre tipos',
    accuracy: 'Aciertos, entre todas las imágenes',
    macroAuc: 'Orden de correctos sobre incorrectos (AUC)',
    perClass: 'Tipo por tipo',
    kind: 'Tipo',
    sensitivity: 'Encontradas',
    specificity: 'Bien descartadas',
    sensitivityNote:
      'Encontradas: de las imágenes de este tipo, cuántas nombró bien. Bien descartadas: de las demás, cuántas no llamó así.',
    limits: 'Límites',
    limitsList: [
      'Solo conoce estos siete tipos y responde con uno de ellos, vea lo que vea.',
      'Aprendió con imágenes de dermatoscopio de dos clínicas, casi todas de piel clara. Con piel más oscura, otros aparatos y fotos de móvil cabe esperar peores resultados.',
      'Los tipos raros se midieron en pocas imágenes: sus cifras son aproximadas.',
      'Ve una imagen. No sabe nada de edad, antecedentes ni cambios en el tiempo.',
    ],
    training: 'Entrenamiento',
    trainingText: (images, dataset, date) => `${images} imágenes de ${dataset}, ${date}.`,
    synthetic:
      'Este modelo aprendió solo con imágenes dibujadas. Lo que diga de fotografías no significa nada.',
    licence: 'Licencia',
    engineText: (build, file) => `LiteRT (${build}), ${file}`,
  },

  errors: {
    title: 'No ha funcionado',
    'file-empty': 'El archivo está vacío. Elíjalo otra vez.',
    'image-undecodable':
      'Este archivo no es una imagen que el navegador pueda leer. Use JPEG, PNG o WebP.',
    'image-too-small': 'La imagen es demasiado pequeña para juzgarla.',
    'download-failed': 'No se pudo cargar el modelo. Compruebe la conexión e inténtelo de nuevo.',
    'bundle-invalid':
      'El archivo del modelo está dañado o no corresponde a esta versión. Vuelva a cargar la página.',
    'model-failed': 'El modelo calcula mal en este navegador. Actualícelo o use otro.',
    'runtime-unavailable':
      'Este navegador no ejecuta WebAssembly o lo bloquea. Permítalo o use un navegador actual.',
    unexpected: 'Ha ocurrido algo inesperado.',
  },

  update: {
    title: 'Hay una versión nueva',
    now: 'Actualizar ahora',
    later: 'Más tarde',
  },
}
