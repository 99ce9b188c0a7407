import { defineConfig } from 'vitest/config'

/** In milliseconds: the machine may be busy; a fact that is true sooner is seen sooner. */
const waiting = 30_000

const everywhere = {
  // One graphql for all: without these conditions vitest takes the CommonJS build where Node takes the ES modules, and
  // graphql refuses to work with objects of the other one.
  ssr: { resolve: { conditions: ['module-sync', 'node'] } },
}

/**
 * unit: rules, services and contracts beside their source; the ones that need a server read its address from
 * TEST_DATABASE_URL, TEST_REDIS_URL and TEST_AMQP_URL. specs: whole-system promises through GraphQL and the browser.
 * `npm test` starts the servers and runs both.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // The files of a worker share its modules: to load the app for each would take longer than most of the tests.
    isolate: false,
    projects: [
      {
        ...everywhere,
        test: {
          name: 'unit',
          include: ['{api,bench,client,scripts}/**/*.test.{ts,tsx}'],
          // The client imports its ES modules one by one, which name each other without extensions: only Vite finds them.
          server: { deps: { inline: ['validator'] } },
          expect: { poll: { timeout: waiting, interval: 10 } },
          testTimeout: 2 * waiting,
          hookTimeout: 4 * waiting,
        },
      },
      {
        ...everywhere,
        test: {
          name: 'specs',
          include: ['{api,client}/**/*.spec.{ts,tsx}'],
          expect: { poll: { timeout: waiting, interval: 10 } },
          testTimeout: 4 * waiting,
          hookTimeout: 4 * waiting,
        },
      },
    ],
  },
})
