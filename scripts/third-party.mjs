import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The packages with code in the bundle, most bytes first: `{name, folder, bytes}`; folder is relative to the root. */
export function bundledPackages(metafile) {
	const packages = new Map();
	for (const output of Object.values(metafile.outputs)) {
		for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
			const match = /^((?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
			if (match === null || bytesInOutput === 0) {
				continue;
			}
			const [, folder, name] = match;
			const bytes = (packages.get(folder)?.bytes ?? 0) + bytesInOutput;
			packages.set(folder, { name, folder, bytes });
		}
	}
	return [...packages.values()].sort((a, b) => b.bytes - a.bytes || (a.folder < b.folder ? -1 : 1));
}

/**
 * Returns the text of THIRD-PARTY.txt: each licence's text once, below the bundled packages that have it, each with its
 * version and copyright lines.
 */
export async function thirdPartyText(root, metafile) {
	const packages = bundledPackages(metafile).sort((a, b) => (a.folder < b.folder ? -1 : 1));
	const entries = await Promise.all(packages.map(({ folder }) => entry(path.join(root, folder))));
	const licences = new Map();
	// Texts that are nearly the same stand beside each other.
	for (const { heading, text } of entries.sort((a, b) =>
		a.license < b.license ? -1 : Number(a.license > b.license),
	)) {
		const { terms, copyrights } = split(text);
		const key = terms.replace(mitTitle, '').replace(/\s+/g, ' ').trim();
		const licence = licences.get(key) ?? { terms, holders: new Set() };
		licence.holders.add([heading, ...copyrights.map(line => `    ${line}`)].join('\n'));
		licences.set(key, licence);
	}
	const blocks = [...licences.values()].map(({ terms, holders }) => `${[...holders].join('\n')}\n\n${terms}\n`);
	return [`${introduction}\n`, ...blocks].join(`${'-'.repeat(80)}\n`);
}

const introduction =
	'plimsoll is one file with these packages inside, under these licences. A text counts for all packages above it.';
const copyright = /^[ \t*]*(?:\(c\) )?Copyright (?:\(c\)|©|\d|[A-Z]).*$/gm;
const mitTitle = /^\(?(?:The )?MIT Licen[sc]e\)?(?: \(MIT\))?$/m;

/** Separates a licence's copyright lines from its text. */
function split(text) {
	const copyrights = (text.match(copyright) ?? []).map(line => line.replace(/^[ \t*]+/, '').trimEnd());
	return {
		copyrights,
		terms: text
			.replace(copyright, '')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
	};
}

async function entry(folder) {
	const { name, version, license, author, homepage } = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	if (!license) {
		throw new Error(`${name} names no licence; it must not be bundled.`);
	}
	const files = (await readdir(folder)).filter(file => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
	const texts = await Promise.all(files.map(file => readFile(path.join(folder, file), 'utf8')));
	const by = typeof author === 'string' ? author : author?.name;
	const words = texts.length > 0 ? texts : [await standardText(license, by ?? `the authors of ${name}`, homepage)];
	return { license, heading: `${name} ${version} (${license})`, text: words.join('\n\n').replaceAll('\r', '') };
}

/** For the few packages that name their licence but do not carry its text. */
async function standardText(license, holder, homepage = '') {
	const source = `Copyright (c) ${holder} ${homepage}`.trim();
	if (license === 'ISC') {
		return `${source}\n\n${isc}`;
	}
	if (license !== 'MIT') {
		throw new Error(`${source}: no licence text, and ${license} is not one whose text we know.`);
	}
	const ours = await readFile(path.join(import.meta.dirname, '..', 'LICENSE'), 'utf8');
	return ours.replace(/^Copyright .*$/m, () => source);
}

const isc = `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.
`;
