import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export type Import = {
	specifier: string;
	line: number;
	typeOnly: boolean /** File inside the repository. */;
	file?: string;
};
export type Module = { file: string; text: string; lines: number; imports: Import[] };

const folders = ['source', 'test', 'scripts', 'bench'];
const staticImport = /^(?:import|export)\b([^;'"`]*?)(?:\bfrom\s*)?['"]([^'"]+)['"]/gm;
const dynamicImport = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** All our own modules under `root`, sorted by path, with what they import. Paths have forward slashes. */
export function readModules(root: string): Module[] {
	const present = folders.filter(folder => existsSync(path.join(root, folder)));
	const files = present.flatMap(folder =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
			name => `${folder}/${name.replaceAll(path.sep, '/')}`,
		),
	);
	if (existsSync(path.join(root, 'cli.tsx'))) {
		files.push('cli.tsx');
	}
	const modules = files.filter(file => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('test/fixtures/'));
	return modules
		.filter(file => statSync(path.join(root, file)).isFile())
		.sort()
		.map(file => readModule(root, file));
}

function readModule(root: string, file: string): Module {
	const text = readFileSync(path.join(root, file), 'utf8');
	const imports = importsOf(text).map(found => ({ ...found, file: resolve(root, file, found.specifier) }));
	return { file, text, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports };
}

/** Imports and re-exports, `import()` too; formatted code has static ones at the start of a line. */
export function importsOf(text: string): Import[] {
	const found: Import[] = [];
	for (const match of text.matchAll(staticImport)) {
		const [statement, clause = '', specifier = ''] = match;
		if (statement.startsWith('export') && !/\bfrom\s*['"]/.test(statement)) {
			continue;
		}
		found.push({ specifier, line: lineAt(text, match.index), typeOnly: isTypeOnly(clause) });
	}
	for (const match of text.matchAll(dynamicImport)) {
		const start = text.lastIndexOf('\n', match.index) + 1;
		if (/^\s*(\/\/|\*|\/\*)/.test(text.slice(start, match.index))) {
			continue;
		}
		found.push({ specifier: match[1] ?? '', line: lineAt(text, match.index), typeOnly: false });
	}
	return found;
}

function isTypeOnly(clause: string): boolean {
	if (/^\s*type\s+[\w{*]/.test(clause)) {
		return true;
	}
	const names = /^\s*\{([^}]*)\}\s*$/
		.exec(clause)?.[1]
		?.split(',')
		.filter(name => name.trim() !== '');
	return names !== undefined && names.length > 0 && names.every(name => /^\s*type\s/.test(name));
}

export function lineAt(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}

function resolve(root: string, from: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) {
		return undefined;
	}
	const target = path.posix.join(path.posix.dirname(from), specifier);
	const candidates = [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')];
	return candidates.find(file => existsSync(path.join(root, file)));
}
