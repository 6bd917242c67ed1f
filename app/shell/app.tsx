import type { ComponentType } from 'preact'
import { AboutScreen } from '../features/about/about-screen.tsx'
import { AnswerScreen } from '../features/answer/answer-screen.tsx'
import { CameraScreen } from '../features/camera/camera-screen.tsx'
import { ChecklistScreen } from '../features/checklist/checklist-screen.tsx'
import { CropScreen } from '../features/crop/crop-screen.tsx'
import { HomeScreen } from '../features/home/home-screen.tsx'
import { SharedScreen } from '../features/home/shared-screen.tsx'
import { IntroScreen } from '../features/intro/intro-screen.tsx'
import { answer, picture, region } from '../features/session/session.ts'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import { UpdatePrompt } from '../offline/update-prompt.tsx'
import { preferences } from '../preferences/preferences.ts'
import { type Route, route } from './route.ts'

const SCREENS: Readonly<Record<Route, ComponentType>> = {
  '': HomeScreen,
  camera: CameraScreen,
  crop: CropScreen,
  answer: AnswerScreen,
  checklist: ChecklistScreen,
  settings: SettingsScreen,
  about: AboutScreen,
  history: HomeScreen,
  shared: SharedScreen,
}

/** What a screen needs before it can be shown: after a reload there is no picture any more. */
function shown(wanted: Route): Route {
  if (wanted === 'crop' && !picture.value) return ''
  if (wanted === 'answer' && !(picture.value && region.value)) return ''
  if (wanted === 'checklist' && !answer.value) return ''
  return wanted
}

export function App() {
  if (!preferences.value.introSeen) return <IntroScreen />
  const name = shown(route.value)
  const Current = SCREENS[name]
  return (
    <>
      <Current key={name} />
      <UpdatePrompt />
    </>
  )
}
