const pieces = /\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|[^\\'"]+/g;

/** What the shell would have filled in or done itself in a command line, one sentence each. Quotes are respected. */
export function shellNotes(text: string): string[] {
	let bare = '';
	let expanded = '';
	for (const piece of text.match(pieces) ?? []) {
		if (piece.startsWith('"')) {
			bare += '\0';
			expanded += piece.slice(1, -1).replace(/\\[\s\S]/g, '\0');
		} else {
			const open = /^[\\']/.test(piece) ? '\0' : piece;
			bare += open;
			expanded += open;
		}
	}
	const variables = expanded.match(/\$(?:[A-Za-z_]\w*|[\d?$#@*!-]|\{[^}]*\}|\([^)]*\))|`[^`]*`/g) ?? [];
	const tildes = bare.match(/(?<=^|[\s=])~[^\s\0]*/g) ?? [];
	const operators = bare.match(/&&|\|\||[|;<>]|(?<=^|\s)&(?=\s|$)/g) ?? [];
	return [
		...new Set([
			...variables.map(name => `${name} is left as it is: the shell would fill it in`),
			...tildes.map(name => `${name} is left as it is: the shell would fill in the home folder`),
			...operators.map(sign => `${sign} is the shell's; what follows was read as words`),
		]),
	];
}
