const attributes: ReadonlyMap<string, string> = new Map([
	['bold', '1'],
	['dim', '2'],
	['italic', '3'],
	['underline', '4'],
	['reverse', '7'],
	['strikethrough', '9'],
]);
const hues = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/**
 * Returns the SGR parameters of a style in words: a colour of the terminal's palette (`red`, `bright-cyan`, `gray`),
 * `#rrggbb` or `default`; any of these after `on` for the background; and `bold`, `dim`, `italic`, `underline`, `reverse`,
 * `strikethrough`. Returns `undefined` if a word is none of these.
 */
export function sgrOf(style: string): string | undefined {
	const words = style.trim().toLowerCase().split(/\s+/);
	const parts: string[] = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		const background = word === 'on';
		const code = background ? colourCode(words[++index] ?? '', 10) : (attributes.get(word) ?? colourCode(word, 0));
		if (code === undefined) {
			return undefined;
		}
		if (code !== '') {
			parts.push(code);
		}
	}
	return parts.join(';');
}

/** Keeps the attributes of SGR parameters and removes the colours, for `NO_COLOR`. */
export function withoutColour(sgr: string): string {
	const attributeCodes = [...attributes.values()];
	// The numbers after 38 and 48 are parts of a colour, although some equal an attribute.
	const plain = sgr.replace(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)/g, '');
	return plain
		.split(';')
		.filter(code => attributeCodes.includes(code))
		.join(';');
}

function colourCode(word: string, offset: 0 | 10): string | undefined {
	if (word === 'default') {
		return '';
	}
	if (word === 'gray' || word === 'grey') {
		return String(90 + offset);
	}
	const rgb = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(word);
	if (rgb !== null) {
		const [red, green, blue] = rgb.slice(1).map(part => Number.parseInt(part, 16));
		return `${38 + offset};2;${red};${green};${blue}`;
	}
	const bright = word.startsWith('bright-');
	const hue = hues.indexOf(bright ? word.slice('bright-'.length) : word);
	return hue < 0 ? undefined : String((bright ? 90 : 30) + hue + offset);
}
