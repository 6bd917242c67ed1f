import type { Language } from '../preferences/preferences.ts'

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  de: 'Deutsch',
}

/** Shipped models as papers call them. */
export const MODEL_NAMES: Readonly<Record<string, string>> = {
  'mobilenet-v2': 'MobileNetV2',
  'mobilenet-v2-pruned-35': 'MobileNetV2 −35 %',
  'efficientnet-lite0': 'EfficientNet-Lite0',
}
