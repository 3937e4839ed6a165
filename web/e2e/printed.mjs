// What is printed and hung up reads in both languages: the plates of a place and of a zone, and the month. With UPDATE_TOUR=1 their pictures
// go into docs/screenshots/printed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pictures = fileURLToPath(new URL('../../docs/screenshots/printed/', import.meta.url))

/** Names of the pictures, in the order of docs/tour.md, and what each shows. */
export const sheets = [
  { name: 'place-plate', title: { en: 'The plate of a place (A4)', zh: '地点牌（A4）' } },
  { name: 'zone-plate', title: { en: 'The plate of a zone (A6)', zh: '责任区牌（A6）' } },
  { name: 'month', title: { en: 'The month on the wall', zh: '上墙的月计划' } },
]

export async function printed({ url, accounts }) {
  const ask = (path) => fetch(`${url}/api/v1${path}`, { headers: { Cookie: accounts.chief.cookie } })
  const get = async (path) => (await ask(path)).json()
  const [where, zones, months] = await Promise.all([get('/places'), get('/zones'), get('/coverage/months')])
  const place = where.places.find((one) => one.kind === 'heading')
  const zone = zones.items.find((one) => one.holders.length)
  const month = months.items.find((one) => one.published)
  const papers = { 'place-plate': [`/places/${place.id}/plate.pdf?size=a4`, place.name], 'zone-plate': [`/zones/${zone.id}/plate.pdf?size=a6`, zone.name], 'month': [`/coverage/months/${month.id}/plan.pdf?`, month.month.slice(0, 4)] }
  const folder = mkdtempSync(join(tmpdir(), 'headway-printed-'))
  try {
    for (const { name } of sheets) {
      const [path, wanted] = papers[name]
      const texts = {}
      for (const language of ['zh', 'en']) {
        const answer = await ask(`${path}&language=${language}`)
        assert(answer.ok, `${path}: ${answer.status}`)
        const file = join(folder, `${name}-${language}.pdf`)
        writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
        texts[language] = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
        // A long name is broken over the lines of its sheet.
        assert(texts[language].replace(/\s+/g, '').includes(wanted), `${name} in ${language} does not say ${wanted}:\n${texts[language].slice(0, 400)}`)
        if (process.env.UPDATE_TOUR === '1') {
          mkdirSync(pictures, { recursive: true })
          execFileSync('pdftoppm', ['-scale-to', '1100', '-jpeg', '-singlefile', file, join(pictures, `${name}-${language}`)])
        }
      }
      assert.notEqual(texts.zh, texts.en, `${name} is the same in both languages`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
