import type { Completes } from '../../command-line/table.js';
import { casePattern, scopes, valueFlags } from './vocabulary.js';

/**
 * The completion script of bash, from 3.2 on. It needs no other package. Names never pass an evaluation of the shell
 * (`compgen -W` expands its words), and are quoted as the word under the cursor is.
 */
export function bashScript(): string {
	return `# bash completion for plimsoll. In ~/.bashrc: eval "$(plimsoll completion bash)"

# Puts the line's words together as the shell reads them: readline also breaks them at = and :.
__plimsoll_split() {
	local rest=\${COMP_LINE:0:COMP_POINT} i part
	words=()
	for ((i = 0; i <= COMP_CWORD; i++)); do
		part=\${COMP_WORDS[i]}
		if [[ $i -eq 0 || $rest == [[:space:]]* ]]; then
			rest=\${rest#"\${rest%%[![:space:]]*}"}
			words+=("")
		fi
		# The last word ends at the cursor.
		[[ $i -eq $COMP_CWORD ]] && part=$rest
		words[\${#words[@]} - 1]+=$part
		rest=\${rest#"$part"}
	done
	cur=\${words[\${#words[@]} - 1]}
}

# Removes the quotes and backslashes of a typed word.
__plimsoll_unquote() {
	case $1 in
		\\'*\\'|\\"*\\") REPLY=\${1:1:\${#1}-2} ;;
		\\'*|\\"*) REPLY=\${1:1} ;;
		*) REPLY=\${1//\\\\/} ;;
	esac
}

# Adds the words that begin with the typed value. Readline replaces only the part after the last of its own breaks.
__plimsoll_add() {
	local word breaks prefix='' quoted
	breaks=\${COMP_WORDBREAKS//[^=:]/}
	if [[ -n $breaks && $cur != [\\'\\"]* ]]; then
		__plimsoll_unquote "\${cur%"\${cur##*[$breaks]}"}"
		prefix=$REPLY
	fi
	for word in "$@"; do
		[[ $word == "$value"* ]] || continue
		word=$glue$word
		[[ $word == *[=:/] ]] && compopt -o nospace 2>/dev/null
		word=\${word#"$prefix"}
		case $cur in
			\\'*) quoted=\${word//\\'/\\'\\\\\\'\\'} ;;
			\\"*)
				# An exclamation mark cannot be quoted there.
				[[ $word == *!* ]] && continue
				quoted=\${word//\\\\/\\\\\\\\}
				quoted=\${quoted//\\"/\\\\\\"}
				quoted=\${quoted//\\$/\\\\\\$}
				quoted=\${quoted//\\\`/\\\\\\\`}
				;;
			*) printf -v quoted %q "$word" ;;
		esac
		COMPREPLY+=("$quoted")
	done
}

__plimsoll_ask() {
	local line
	while IFS= read -r line; do
		__plimsoll_add "\${line%%$'\\t'*}"
	done < <("$program" completion values "$1" -- "$value" "\${words[@]}" </dev/null 2>/dev/null)
}

__plimsoll_files() {
	local line
	compopt -o default 2>/dev/null && return
	while IFS= read -r line; do
		__plimsoll_add "$line"
	done < <(compgen -f -- "$value")
}

_plimsoll() {
	local program=plimsoll words cur value glue='' command='' flag='' operands='' i last
	[[ $1 == */* ]] && program=$1
	COMPREPLY=()
	__plimsoll_split
	last=$((\${#words[@]} - 1))
	for ((i = 0; i < last; i++)); do
		__plimsoll_unquote "\${words[i]}"
		words[i]=$REPLY
	done
	for ((i = 1; i < last; i++)); do
		case $operands\${words[i]} in
			--) operands=: ;;
			${casePattern(valueFlags)})
				flag=\${words[i]}
				((++i < last)) && flag=''
				;;
			-*) ;;
			*) [[ -z $command ]] && command=\${words[i]} ;;
		esac
	done
	if [[ -z $operands$flag && $cur == --*=* ]]; then
		flag=\${cur%%=*}
		glue=$flag=
	fi
	__plimsoll_unquote "\${cur#"$glue"}"
	value=$REPLY
	case $flag in
${valueFlags.map(entry => `\t\t${entry.words.join('|')}) ${source(entry.flag.completes)}; return ;;`).join('\n')}
		-*) return ;;
	esac
	case $command in
${scopes.map(scopeCase).join('\n')}
	esac
}

complete -F _plimsoll plimsoll
`;
}

function scopeCase({ command, flags, operands }: (typeof scopes)[number]): string {
	return `		${command || "''"})
			if [[ -z $operands && $cur == -* ]]; then
				__plimsoll_add ${flags.flatMap(({ words }) => words).join(' ')}
			else
				${source(operands)}
			fi
			;;`;
}

/** The call that adds the candidates. */
function source(completes: Completes | undefined): string {
	if (completes === undefined) {
		return ':';
	}
	if (completes === 'file') {
		return '__plimsoll_files';
	}
	return typeof completes === 'string' ? `__plimsoll_ask ${completes}` : `__plimsoll_add ${completes.join(' ')}`;
}
