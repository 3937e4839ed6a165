// Writes docs/tour.md and docs/tour.zh.md around the pictures of the tour.
import { existsSync, writeFileSync } from 'node:fs'
import { sheets } from './printed.mjs'

const words = {
  en: {
    file: 'tour.md', title: 'A tour of every screen', other: '[中文](tour.zh.md)',
    intro: 'Taken by the browser tests from the demo section, on a phone (390 × 844) and at the desk (1440 × 900), in the dark theme and in the one for cap-lamp light, with a network and without (`UPDATE_TOUR=1 ./dev test e2e` takes them anew). The same visits check that every screen fits, that whatever is touched is at least 48 px, and that axe finds nothing serious.',
    dark: 'dark', lamp: 'cap lamp', offline: 'no network', phone: 'Phone', desk: 'Desk', printed: 'Printed',
  },
  zh: {
    file: 'tour.zh.md', title: '各屏一览', other: '[English](tour.md)',
    intro: '由浏览器测试在示范工区里拍下：手机（390 × 844）和桌面（1440 × 900），暗色和矿灯两种明暗，有网和没网（`UPDATE_TOUR=1 ./dev test e2e` 重新拍）。同一趟测试还检查每屏不出界、能按的至少 48 像素、axe 查不出严重问题。',
    dark: '暗', lamp: '矿灯', offline: '没有网', phone: '手机', desk: '桌面', printed: '打印件',
  },
}

export function tourPages(docs, stops, offline) {
  for (const [language, say] of Object.entries(words)) {
    const lines = [`# ${say.title}`, '', say.other, '', say.intro, '']
    for (const stop of stops) {
      lines.push(`## ${stop.title[language]}`, '')
      for (const [size, width] of [['phone', 200], ['desk', 420]]) {
        const shots = []
        for (const theme of ['dark', 'lamp']) {
          shots.push([`${stop.name}-${size}-${language}-${theme}`, say[theme]])
          if (offline.has(`${size}-${language}-${theme}`)) shots.push([`${stop.name}-${size}-${language}-${theme}-offline`, `${say[theme]}, ${say.offline}`])
        }
        const there = shots.filter(([name]) => existsSync(`${docs}screenshots/tour/${name}.webp`))
        lines.push(there.map(([name, about]) => `<img src="screenshots/tour/${name}.webp" width="${width}" alt="${stop.title[language]}: ${say[size]}, ${about}">`).join('\n'), '')
      }
    }
    lines.push(`## ${say.printed}`, '', sheets.map((one) => `<img src="screenshots/printed/${one.name}-${language}.jpg" width="420" alt="${one.title[language]}">`).join('\n'), '')
    writeFileSync(`${docs}${say.file}`, `${lines.join('\n').trimEnd()}\n`)
  }
}
