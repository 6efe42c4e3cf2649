import path from 'node:path';
import { importCycles } from './cycles.js';
import { lineAt, type Module, readModules } from './modules.js';
import {
	controllerFile,
	fileName,
	forbiddenPackage,
	forbiddenRoom,
	maxLines,
	roomOf,
	wallClockFiles,
} from './rules.js';

/** Every breach of the house rules under `root`, as `file:line: why`. */
export function violations(root: string): string[] {
	const modules = readModules(root);
	const app = modules.filter(({ file }) => file.startsWith('source/') || file === 'cli.tsx');
	const cycles = importCycles(modules).map(cycle => `${cycle[0]}:1: import cycle: ${cycle.join(' → ')}`);
	return [
		...modules.flatMap(shape),
		...app.flatMap(imports),
		...app.flatMap(controllers),
		...app.flatMap(wallClock),
		...app.flatMap(hiddenState),
		...cycles,
	];
}

function shape({ file, lines }: Module): string[] {
	const found: string[] = [];
	if (lines > maxLines) {
		found.push(`${file}:${maxLines + 1}: ${lines} lines; at most ${maxLines}`);
	}
	const segments = file.split('/');
	const folders = segments.slice(0, -1).every(name => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name));
	if (!folders || !fileName.test(path.basename(file))) {
		found.push(`${file}:1: names are kebab-case`);
	}
	return found;
}

function imports({ file, imports: list }: Module): string[] {
	const room = roomOf(file);
	if (room === undefined) {
		return [`${file}:1: is in none of the rooms`];
	}
	return list.flatMap(({ specifier, line, typeOnly, file: target }) => {
		const why = specifier.startsWith('.')
			? relative(room, specifier, target, typeOnly)
			: forbiddenPackage(room, specifier);
		return why === undefined ? [] : [`${file}:${line}: ${why}`];
	});
}

function relative(room: string, specifier: string, target: string | undefined, typeOnly: boolean): string | undefined {
	if (!/\.(js|json)$/.test(specifier)) {
		return `write the ending of ${specifier}`;
	}
	if (target === 'package.json') {
		return undefined;
	}
	if (target === undefined) {
		return `${specifier} is not there`;
	}
	const other = roomOf(target);
	return other === undefined ? `${target} is in none of the rooms` : forbiddenRoom(room, other, typeOnly);
}

/** Finds variables and collections of a view's module: views keep state only through the functions of state/memo.ts. */
function hiddenState({ file, text }: Module): string[] {
	if (!file.startsWith('source/ui/views/')) {
		return [];
	}
	return [...text.matchAll(/^(?:export )?(?:let |(?:const|var) .*= new (?:WeakMap|Map)\b)/gm)].map(
		({ index }) => `${file}:${lineAt(text, index)}: a view's module keeps no state`,
	);
}

function controllers({ file, text }: Module): string[] {
	if (file === controllerFile || file.startsWith('source/engine/')) {
		return [];
	}
	return [...text.matchAll(/\bnew AbortController\b/g)].map(
		({ index }) => `${file}:${lineAt(text, index)}: only ${controllerFile} constructs an AbortController`,
	);
}

/** `new Date(x)` only converts; without an argument it reads the clock. */
function wallClock({ file, text }: Module): string[] {
	if (wallClockFiles.includes(file)) {
		return [];
	}
	return [...text.matchAll(/\bDate\.now\b|\bDate\s*\(\s*\)|\bnew Date\b(?!\s*[(<\w])|\bTemporal\.Now\b/g)].map(
		({ index }) => `${file}:${lineAt(text, index)}: only ${wallClockFiles.join(', ')} read the wall clock`,
	);
}
