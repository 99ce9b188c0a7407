import type { Plugin } from 'vite'

/** Fonts of the first page are named in the page itself; otherwise they would wait for the style sheet. */
export const preloadFonts = (page: string, fonts: RegExp): Plugin => ({
  name: 'preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {}, path }) => {
      if (path !== page) return
      return Object.keys(bundle)
        .filter((file) => fonts.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        }))
    },
  },
})
