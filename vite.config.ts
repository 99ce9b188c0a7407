import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './client/build/compress.ts'
import { inlineDocuments } from './client/build/inline-documents.ts'
import { parseTexts } from './client/build/parse-texts.ts'
import { preloadFonts } from './client/build/preload-fonts.ts'
import { stampServiceWorker } from './client/build/stamp-service-worker.ts'

const page = (path: string) => fileURLToPath(new URL(`client/${path}`, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? 4000}`
/** The web app and the libraries of its screens, without GraphiQL and its editor and without the emoji, which load alone. */
const appModules =
  /client\/(?!graphiql|emoji)|node_modules\/(react|react-dom|scheduler|react-router|@mantine|@floating-ui|urql|@urql|wonka|@0no-co|@tabler|dayjs|intl-messageformat|@formatjs)\//
/** In bytes: below this the modules that fewer pages need go with those that more need. */
const merged = { entriesAwareMergeThreshold: 60_000 }

export default defineConfig({
  root: 'client',
  // Addresses of files are relative, so that the pages' <base> decides where the application lives.
  base: './',
  plugins: [
    react(),
    inlineDocuments(),
    parseTexts(),
    preloadFonts('/index.html', /-latin-(wght|600)-normal-.*\.woff2$/),
    stampServiceWorker(),
    compress(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A font inside a style sheet would be loaded by everybody, also by those whose texts do not need it.
    assetsInlineLimit: 0,
    // graphql-js and the editor of GraphiQL are large by nature; the app itself stays far below.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { app: page('index.html'), graphiql: page('graphiql.html') },
      output: {
        // Chunks that import each other must not change the order in which their modules run.
        strictExecutionOrder: true,
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) =>
          `assets/${name.replace(/~[^.]*/, '')}`.replace(/(\.\w+)$/, '-[hash]$1'),
        codeSplitting: {
          groups: [
            // What the log-in page needs, and then what several screens share: each module by itself would be a request.
            { name: 'base', test: appModules, tags: ['$initial'], priority: 1, entriesAware: true, ...merged },
            { name: 'shared', test: appModules, minShareCount: 2 },
          ],
        },
      },
    },
  },
  // GraphiQL's workers are found by their address among the sources: bundled into another file they are lost. What they
  // import must be bundled all the same, for it is no ES module.
  optimizeDeps: {
    exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'],
    include: ['graphql-language-service', 'picomatch-browser'],
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true, rewriteWsOrigin: true },
      '/files': { target: server },
      '/bank-statements': { target: server },
    },
  },
})
