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
 * Whether a command is a shell that a person types into, also behind an entry point (`tini -- bash`): its exit code is then that of the last
 * command typed, and tells nothing of an error. `sh -c …` and `sh script` are programs like any other.
 */
export function isInteractiveShell(command: readonly string[]): boolean {
	const at = command.findLastIndex(word => shells.has(word.slice(word.lastIndexOf('/') + 1)));
	const rest = command.slice(at + 1);
	return at >= 0 && rest.every(word => word.startsWith('-') && (word.startsWith('--') || !word.includes('c')));
}
