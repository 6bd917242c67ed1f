import { classifyOpened } from './worker/classify.ts'
import { loadOnce } from './worker/load.ts'
import { openPicture } from './worker/open.ts'
import { serve } from './worker/serve.ts'

serve({
  load: loadOnce,
  open: openPicture,
  classify: classifyOpened,
})
