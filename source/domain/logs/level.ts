/** Severity of a log line, from the lowest to the highest. */
export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** All levels, the lowest first. */
export const levels: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Three letters for each level, as zerolog and Serilog write them. */
export const levelWords: Readonly<Record<Level, string>> = {
	trace: 'TRC',
	debug: 'DBG',
	info: 'INF',
	warn: 'WRN',
	error: 'ERR',
	fatal: 'FTL',
};

const spellings: Readonly<Record<Level, readonly string[]>> = {
	trace: ['trace', 'trc', 'trac', 'verbose', 'vrb', 'finest', 'finer', 'silly', 't'],
	debug: ['debug', 'dbg', 'debu', 'dbug', 'fine', 'config', 'd', 'debug1', 'debug2', 'debug3', 'debug4', 'debug5'],
	info: [
		'info',
		'inf',
		'information',
		'informational',
		'notice',
		'note',
		'log',
		'hint',
		'i',
		'system',
		'success',
		'http',
	],
	warn: ['warn', 'wrn', 'warning', 'w', 'wrng'],
	error: ['error', 'err', 'erro', 'eror', 'fail', 'failure', 'severe', 'e', 'exception'],
	fatal: [
		'fatal',
		'ftl',
		'fata',
		'critical',
		'crit',
		'crt',
		'alert',
		'emerg',
		'emergency',
		'panic',
		'dpanic',
		'pani',
		'f',
		'c',
	],
};

const byWord: ReadonlyMap<string, Level> = new Map(
	levels.flatMap(level => spellings[level].map((word): [string, Level] => [word, level])),
);

/** The level that a word names, in any case: `ERROR`, `warn`, `I`; undefined for any other word. */
export function levelOfWord(word: string): Level | undefined {
	// slog writes levels between the named ones as `INFO+2`.
	const level = byWord.get(word.toLowerCase());
	return level ?? (/[+-]/.test(word) ? byWord.get(word.replace(/[+-]\d+$/, '').toLowerCase()) : undefined);
}

/** The level of a number as pino and Bunyan write it: 10 is trace, 60 is fatal. */
export function levelOfNumber(value: number): Level | undefined {
	const index = Math.floor(value / 10) - 1;
	return value >= 10 && value < 70 ? levels[index] : undefined;
}

/** The level of a syslog severity: 0 is an emergency, 7 is debug. */
export function levelOfSeverity(severity: number): Level | undefined {
	const all: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];
	return all[severity];
}

/** Returns true for a level that is at least as severe as another. */
export const isAtLeast = (level: Level | undefined, least: Level): boolean =>
	level !== undefined && levels.indexOf(level) >= levels.indexOf(least);
