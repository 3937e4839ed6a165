import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { arriving, restoreSession, sessionLost, signedIn } from '@/session/session'
import SignIn from '@/session/SignIn.vue'
import MyShift from '@/shift/MyShift.vue'
import LockScreen from '@/vault/LockScreen.vue'
import PinSetup from '@/vault/PinSetup.vue'
import { pinTiles } from '@/vault/vault'

// What everybody comes by comes in one piece: every file more costs a phone another round and its headers.
const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: SignIn, meta: { bare: true } },
  // At hand from the start: a place closes also where nothing can be loaded.
  { path: '/lock', component: LockScreen, meta: { bare: true } },
  { path: '/pin', component: PinSetup, meta: { bare: true } },
  { path: '/', component: MyShift },
  { path: '/report', component: () => import('@/hazards/report/ReportScreen.vue') },
  {
    path: '/hazards', component: () => import('@/hazards/HazardsScreen.vue'),
    children: [{ path: ':id', component: () => import('@/hazards/detail/HazardDetail.vue'), props: true }],
  },
  { path: '/board', component: () => import('@/hazards/BoardScreen.vue') },
  { path: '/zones', component: () => import('@/zones/ZonesScreen.vue'), children: [{ path: ':id', component: () => import('@/zones/ZoneDetail.vue'), props: true }] },
  { path: '/my-zone', component: () => import('@/zones/MyZoneScreen.vue') },
  { path: '/posting', component: () => import('@/zones/PostingScreen.vue') },
  { path: '/inspections/:tab?/:id?', component: () => import('@/inspections/InspectionsScreen.vue'), props: true },
  { path: '/inspect', component: () => import('@/inspections/run/InspectScreen.vue') },
  { path: '/map', component: () => import('@/places/MapScreen.vue') },
  { path: '/coverage/:tab?', component: () => import('@/coverage/CoverageScreen.vue'), props: true },
  { path: '/people/:tab?/:id?', component: () => import('@/people/PeopleScreen.vue'), props: true },
  { path: '/places', component: () => import('@/places/PlacesScreen.vue') },
  { path: '/imports/:kind?', component: () => import('@/imports/ImportsScreen.vue'), props: true },
  { path: '/accounts', component: () => import('@/accounts/AccountsScreen.vue') },
  { path: '/journal', component: () => import('@/journal/JournalScreen.vue') },
  { path: '/devices', component: () => import('@/vault/DevicesScreen.vue') },
  { path: '/outbox', component: () => import('@/outbox/OutboxScreen.vue') },
  { path: '/design', component: () => import('@/design/gallery/GalleryScreen.vue') },
  { path: '/settings', component: () => import('@/settings/SettingsScreen.vue') },
  { path: '/p/:line', component: () => import('@/plates/PlateArrived.vue'), props: true },
  { path: '/:anything(.*)*', redirect: '/' },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  await restoreSession()
  if (to.path === '/sign-in') return signedIn.value && !sessionLost.value ? '/' : true
  if (to.path === '/pin') return arriving.value ?? signedIn.value ? true : '/'
  if (to.path === '/lock') return signedIn.value ? '/' : pinTiles.value.length > 0 ? true : '/sign-in'
  if (signedIn.value) return true
  // Whoever was signed in at the desk does so again; who has a place here opens it.
  // A plate that the phone's own camera has read is not forgotten meanwhile; other addresses belong to whoever was there.
  if (pinTiles.value.length > 0 && !sessionLost.value) return to.path.toLowerCase().startsWith('/p/') ? { path: '/lock', query: { to: to.fullPath } } : '/lock'
  return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
})
