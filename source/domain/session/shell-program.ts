const shells = new Set([
	'sh',
	'bash',
	'ash',
	'dash',
	'zsh',
	'fish',
	'ksh',
	'mksh',
	'csh',
	'tcsh',
	'pwsh',
	'nu',
	'xonsh',
	'elvish',
]);

/**
 * Returns true if a command is an interactive shell, also after an entry point (`tini -- bash`). Its exit code is that of the
 * last typed command and does not mean an error. `sh -c …` and `sh script` are not interactive.
 */
export function isInteractiveShell(command: readonly string[]): boolean {
	const at = command.findLastIndex(word => shells.has(word.slice(word.lastIndexOf('/') + 1)));
	const rest = command.slice(at + 1);
	return at >= 0 && rest.every(word => word.startsWith('-') && (word.startsWith('--') || !word.includes('c')));
}
