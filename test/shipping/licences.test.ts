import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const licences = readFileSync(path.join(root, 'dist/THIRD-PARTY.txt'), 'utf8');
const json = (name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Returns the headings, `name version (licence)`, each with the folder of that package. */
function named(): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const folder of Object.keys(json('package-lock.json').packages)) {
		if (folder === '' || !existsSync(path.join(root, folder, 'package.json'))) {
			continue;
		}
		const { name, version, license } = json(path.join(folder, 'package.json'));
		const heading = `${name} ${version} (${license})`;
		if (licences.includes(`\n${heading}\n`)) {
			found.set(heading, folder);
		}
	}
	return found;
}

/** Splits a licence: each copyright line is a piece, and so is each paragraph between them. */
function pieces(text: string): string[] {
	const paragraphs = text.replace(/^.*Copyright .*$/gm, line => `\n\n${line.replace(/^[\s*]+/, '')}\n\n`);
	return paragraphs.split(/\n\s*\n/).map(flat);
}

test('THIRD-PARTY.txt names every package in the bundle, and no other', () => {
	const headings = licences.match(/^\S+ \d+\.\d+\.\d+ \(.+\)$/gm) ?? [];
	expect(headings.length).toBeGreaterThan(60);
	expect([...named().keys()].sort()).toEqual([...headings].sort());
	for (const name of ['ink', 'react', 'yoga-layout', 'dockerode', 'split-ca', 'execa', 'yaml']) {
		expect(headings).toContainEqual(expect.stringMatching(`^${name} .*\\((MIT|Apache-2.0|ISC)\\)$`));
	}
});

test('THIRD-PARTY.txt has each package’s copyright lines and every word of its licence', () => {
	let texts = 0;
	for (const [heading, folder] of named()) {
		const said = licences.slice(licences.indexOf(`\n${heading}\n`) + 1);
		const below = flat(said);
		const holders = said.split(/\n(?! {4})/, 1)[0]!;
		for (const file of readdirSync(path.join(root, folder)).filter(name => /^(licen[cs]e|notice)/i.test(name))) {
			texts++;
			for (const piece of pieces(readFileSync(path.join(root, folder, file), 'utf8'))) {
				if (/^\(?(The )?MIT Licen[sc]e\)?( \(MIT\))?$/.test(piece)) {
					continue;
				}
				expect([heading, piece, below.includes(piece)]).toEqual([heading, piece, true]);
				const isHolder = /^Copyright (\(c\)|\d{4})/.test(piece);
				if (isHolder) {
					expect([heading, piece, flat(holders).includes(piece)]).toEqual([heading, piece, true]);
				}
			}
		}
	}
	expect(texts).toBeGreaterThan(60);
});
