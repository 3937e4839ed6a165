import { fileURLToPath } from 'node:url'
import { quasar, transformAssetUrls } from '@quasar/vite-plugin'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

// During development the pages come from vite and the answers from a running server.
const server = process.env.HEADWAY_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue({ template: { transformAssetUrls } }),
    quasar({ sassVariables: fileURLToPath(new URL('./src/design/quasar.sass', import.meta.url)) }),
    VitePWA({
      registerType: 'prompt',
      injectRegister: null,
      includeAssets: ['icon.svg', 'icon-192.png', 'icon-512.png'],
      manifest: {
        name: '掘进工区 Headway',
        short_name: 'Headway',
        description: '掘进工区当班、隐患与留痕',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        orientation: 'any',
        background_color: '#0b0c0d',
        theme_color: '#0b0c0d',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm}'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/(healthz|readyz|metrics|openapi\.json|docs)/],
        cleanupOutdatedCaches: true,
        // The first visit already works without a network, not only the second.
        clientsClaim: true,
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  worker: { format: 'es' },
  build: { target: 'es2022', cssCodeSplit: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
  // Stretching a PIN takes seconds on a busy machine: what takes long is no failure.
  test: { environment: 'node', include: ['src/**/*.test.ts'], setupFiles: ['fake-indexeddb/auto'], testTimeout: 60_000 },
})
