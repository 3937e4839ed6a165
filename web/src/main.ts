import { Notify, Quasar } from 'quasar'
import './design/quasar-parts.sass'
import { createApp } from 'vue'
import App from './App.vue'
import './design/tokens.css'
import './design/base.css'
import { quasarIcons } from './design/quasarIcons'
import { startClock } from './api/clock'
import { watchNetwork } from './api/contact'
import { startReadingThrough } from './offline/readThrough'
import { startRefreshing } from './offline/refresh'
import { startSender } from './outbox/sender'
import './hazards/editing'
import './inspections/editing'
import './zones/editing'
import { router } from './router'
import { watchForUpdates } from './settings/update'
import { applyPreferences } from './settings/preferences'
import { i18n } from './texts'
import { watchIdle } from './vault/idle'
import { keepFieldsPrivate } from './vault/privateFields'

async function start(): Promise<void> {
  const app = createApp(App).use(Quasar, { plugins: { Notify }, iconSet: quasarIcons, config: { notify: { position: 'top', timeout: 1500, group: false } } }).use(i18n)
  await applyPreferences()
  startReadingThrough()
  startClock()
  watchNetwork()
  startSender()
  startRefreshing()
  watchIdle()
  keepFieldsPrivate()
  app.use(router)
  await router.isReady()
  app.mount('#app')
  watchForUpdates()
}

void start()
