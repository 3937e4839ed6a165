declare module 'quasar/lang/*.js' {
  import type { QuasarLanguage } from 'quasar'
  const language: QuasarLanguage
  export default language
}
declare module 'quasar/icon-set/*.js' {
  import type { QuasarIconSet } from 'quasar'
  const icons: QuasarIconSet
  export default icons
}
