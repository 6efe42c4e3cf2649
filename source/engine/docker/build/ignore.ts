import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unusable } from './dockerfile.js';
import { clean, type Match, PatternMatcher } from './pattern.js';
import type { Filter } from './walk.js';

/**
 * The filter of the classic builder: it drops the files in the context's `.dockerignore`, but never the Dockerfile
 * (`dockerfile`, its name in the context) and `.dockerignore` themselves, which that builder reads from the context. An
 * exception applies in an ignored folder only if it begins with the folder's name. Rejects with an EngineError (`bad-request`)
 * when the file cannot be read or has a pattern with a syntax error. Source: moby pkg/archive, TarWithOptions.
 */
export async function readIgnore(context: string, dockerfile: string): Promise<Filter<Match>> {
	const text = (await readText(path.join(context, '.dockerignore'))) ?? '';
	const matcher = matcherOf(readPatterns(text));
	const always = new Set(['.dockerignore', dockerfile]);
	const exceptions = matcher.patterns.filter(pattern => pattern.exception).map(pattern => pattern.text);
	const below = [...exceptions, ...always].map(name => `${name}/`);
	return (name, isFolder, parent) => {
		const memo = matcher.match(name, parent);
		const isWanted = !memo.matched || always.has(name);
		return { isWanted, isEntered: isWanted || (isFolder && below.some(one => one.startsWith(`${name}/`))), memo };
	};
}

function matcherOf(patterns: readonly string[]): PatternMatcher {
	try {
		return new PatternMatcher(patterns);
	} catch (error) {
		throw unusable('error checking context', error);
	}
}

/** The patterns of an ignore file, one per line. Source: moby/patternmatcher ignorefile.ReadAll. */
export function readPatterns(text: string): readonly string[] {
	return text
		.replace(/^\ufeff/, '')
		.split('\n')
		.filter(line => !line.startsWith('#'))
		.map(line => line.trim())
		.filter(line => line !== '')
		.map(line => {
			const exception = line.startsWith('!');
			const pattern = exception ? line.slice(1).trim() : line;
			if (pattern === '') {
				return line;
			}
			const cleaned = clean(pattern);
			return `${exception ? '!' : ''}${cleaned.length > 1 ? cleaned.replace(/^\//, '') : cleaned}`;
		});
}

async function readText(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}
		throw unusable('failed to read .dockerignore', error);
	}
}
