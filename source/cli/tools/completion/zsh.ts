import { type Completes, commands } from '../../command-line/table.js';
import { type FlagWords, type Scope, scopes } from './vocabulary.js';

/** The completion script of zsh: to be evaluated after `compinit`, or to be put in a folder of `$fpath` as `_plimsoll`. */
export function zshScript(): string {
	const [program, ...others] = scopes;
	return `#compdef plimsoll
# zsh completion for plimsoll. In ~/.zshrc, after compinit: eval "$(plimsoll completion zsh)"

# Adds what plimsoll answers: one name a line, with its description after a tab.
_plimsoll_ask() {
	local kind=$1 line expl
	local -a whole begun wholeShown begunShown
	for line in "\${(@f)$(_plimsoll_run $kind)}"; do
		[[ -z $line ]] && continue
		local name=\${line%%$'\\t'*} shown=\${line/$'\\t'/ -- }
		if [[ $name == *[=:/] ]]; then
			begun+=("$name") begunShown+=("$shown")
		else
			whole+=("$name") wholeShown+=("$shown")
		fi
	done
	_wanted $kind expl "$kind" compadd -l -d wholeShown -a -- whole
	local found=$?
	(($#begun)) && _wanted $kind expl "$kind" compadd -S '' -l -d begunShown -a -- begun && found=0
	return found
}

_plimsoll_run() {
	local program=plimsoll
	[[ $plimsollWords[1] == */* ]] && program=$plimsollWords[1]
	command "$program" completion values $1 -- "\${(Q)PREFIX}" "\${(@)plimsollWords}" </dev/null 2>/dev/null
}

_plimsoll() {
	local curcontext=$curcontext state line found=1
	local -a plimsollWords=("\${(@Q)words[1,CURRENT-1]}")
	typeset -A opt_args
	_arguments -C -s -S \\
${specs(program!)}
		'(-): :->command' '(-)*:: :->operands' && found=0
	case $state in
		command)
			local -a names=(${Object.entries(commands)
				.map(([name, { summary }]) => quote(`${name}:${summary.replaceAll(':', '\\:')}`))
				.join(' ')})
			_describe -t commands command names && found=0
			;;
		operands)
			case $line[1] in
${others.map(commandCase).join('\n')}
			esac
			;;
	esac
	return found
}

if [[ $funcstack[1] == _plimsoll ]]; then
	_plimsoll "$@"
else
	compdef _plimsoll plimsoll
fi
`;
}

function commandCase(scope: Scope): string {
	const { command, operands, many } = scope;
	const operand = operands === undefined ? '' : ` ${quote(`${many ? '*' : '1'}: :${source(operands)}`)}`;
	return `				${command})
					_arguments -s -S \\
${specs(scope)}
						${operand.trim()} && found=0
					;;`;
}

const specs = ({ flags }: Scope): string => flags.map(entry => `\t\t${spec(entry)} \\`).join('\n');

/** The specification of a flag for `_arguments`. */
function spec({ words, flag }: FlagWords): string {
	const escaped = flag.description.replace(/[[\]:\\]/g, '\\$&');
	const value = flag.type === 'string' ? `:${flag.value ?? ''}:${source(flag.completes)}` : '';
	const excluded = flag.multiple ? '*' : `(${words.join(' ')})`;
	return words
		.map(word => {
			const separator = flag.type === 'boolean' ? '' : word.startsWith('--') ? '=' : '+';
			return quote(`${excluded}${word}${separator}[${escaped}]${value}`);
		})
		.join(' ');
}

/** The action of `_arguments` that adds the candidates. After a space it is called without options for `compadd`. */
function source(completes: Completes | undefined): string {
	if (completes === undefined) {
		return ' ';
	}
	if (completes === 'file') {
		return '_files';
	}
	return typeof completes === 'string' ? ` _plimsoll_ask ${completes}` : `(${completes.join(' ')})`;
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
