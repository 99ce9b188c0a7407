import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const page = (path: string) => fileURLToPath(new URL(`client/${path}`, import.meta.url))
const pages = { app: page('index.html'), graphiql: page('graphiql/index.html') }
const server = `http://127.0.0.1:${process.env.PORT ?? 4000}`

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // graphql-js and the editor of GraphiQL are large by nature; the app itself stays far below.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: Object.fromEntries(Object.entries(pages).filter(([, path]) => existsSync(path))) },
  },
  // GraphiQL's workers are found by their address among the sources: bundled into another file they are lost. What they
  // import must be bundled all the same, for it is no ES module.
  optimizeDeps: {
    exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'],
    include: ['graphql-language-service', 'picomatch-browser'],
  },
  server: {
    proxy: { '/graphql': { target: server, ws: true, rewriteWsOrigin: true } },
  },
})
