import type { ComponentType } from 'preact'
import { AboutScreen } from '../features/about/about-screen.tsx'
import { AnswerScreen } from '../features/answer/answer-screen.tsx'
import { CameraScreen } from '../features/camera/camera-screen.tsx'
import { ChecklistScreen } from '../features/checklist/checklist-screen.tsx'
import { CropScreen } from '../features/crop/crop-screen.tsx'
import { CompareScreen } from '../features/history/compare-screen.tsx'
import { HistoryScreen } from '../features/history/history-screen.tsx'
import { KeepScreen } from '../features/history/keep-screen.tsx'
import { KeptScreen } from '../features/history/kept-screen.tsx'
import { LesionScreen } from '../features/history/lesion-screen.tsx'
import { HomeScreen } from '../features/home/home-screen.tsx'
import { SharedScreen } from '../features/home/shared-screen.tsx'
import { IntroScreen } from '../features/intro/intro-screen.tsx'
import { answer, picture, region } from '../features/session/session.ts'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import { UpdatePrompt } from '../offline/update-prompt.tsx'
import { preferences } from '../preferences/preferences.ts'
import { type Route, route, routeId } from './route.ts'

const SCREENS: Readonly<Record<Route, ComponentType>> = {
  '': HomeScreen,
  camera: CameraScreen,
  crop: CropScreen,
  answer: AnswerScreen,
  checklist: ChecklistScreen,
  settings: SettingsScreen,
  about: AboutScreen,
  history: HistoryScreen,
  keep: KeepScreen,
  lesion: LesionScreen,
  kept: KeptScreen,
  compare: CompareScreen,
  shared: SharedScreen,
}

/** What a screen needs before it can be shown: after a reload there is no picture any more. */
function shown(wanted: Route): Route {
  if (wanted === 'crop' && !picture.value) return ''
  if (wanted === 'answer' && !(picture.value && region.value)) return ''
  if ((wanted === 'checklist' || wanted === 'keep') && !answer.value) return ''
  return wanted
}

export function App() {
  if (!preferences.value.introSeen) return <IntroScreen />
  const name = shown(route.value)
  const Current = SCREENS[name]
  return (
    <>
      <Current key={`${name}/${routeId.value}`} />
      <UpdatePrompt />
    </>
  )
}
