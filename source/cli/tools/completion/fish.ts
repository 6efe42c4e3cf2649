import type { Completes } from '../../command-line/table.js';
import { type FlagWords, type Scope, scopes, valueFlags } from './vocabulary.js';

/** The completion script of fish, from 3.0 on. */
export function fishScript(): string {
	return `# fish completion for plimsoll. In ~/.config/fish/config.fish: plimsoll completion fish | source

# Prints what plimsoll answers: one name a line, with its description after a tab.
function __plimsoll_ask
	set -l current (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
	set -l words (commandline -opc)
	command plimsoll completion values $argv[1] -- "$current" $words </dev/null 2>/dev/null
end

# Succeeds if the line has this command; '' for none.
function __plimsoll_is
	set -l words (commandline -opc)
	set -l command ''
	set -l isValue no
	for word in $words[2..-1]
		if test $isValue = yes
			set isValue no
			continue
		end
		switch $word
			case ${valueFlags.flatMap(({ words }) => words).join(' ')}
				set isValue yes
			case '-*'
			case '*'
				set command $word
				break
		end
	end
	test "$command" = "$argv[1]"
end

complete -c plimsoll -e
complete -c plimsoll -f
${scopes.flatMap(scopeLines).join('\n')}
`;
}

function scopeLines(scope: Scope): readonly string[] {
	const condition = `-n ${quote(`__plimsoll_is ${quote(scope.command)}`)}`;
	return [...scope.flags.map(entry => flagLine(entry, condition)), ...operandLines(scope, condition)];
}

function flagLine({ words, flag }: FlagWords, condition: string): string {
	const names = words.map(word => (word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`));
	const value =
		flag.type === 'boolean' ? '' : flag.completes === 'file' ? ' -r -F' : ` -x${candidates(flag.completes)}`;
	return `complete -c plimsoll ${condition} ${names.join(' ')}${value} -d ${quote(flag.description)}`;
}

function operandLines({ command, operands }: Scope, condition: string): readonly string[] {
	if (command === '') {
		return scopes
			.filter(({ command: name }) => name !== '')
			.map(({ command: name, summary }) => `complete -c plimsoll ${condition} -a ${name} -d ${quote(summary)}`);
	}
	return operands === undefined ? [] : [`complete -c plimsoll ${condition}${candidates(operands)}`];
}

function candidates(completes: Completes | undefined): string {
	if (completes === undefined) {
		return '';
	}
	return ` -a ${quote(typeof completes === 'string' ? `(__plimsoll_ask ${completes})` : completes.join(' '))}`;
}

const quote = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
