/** The active colours and styles, by the attribute that they set; the values are SGR parameters. */
export type SgrState = ReadonlyMap<string, string>;

const styles: Readonly<Record<number, readonly [slot: string, value: string | undefined]>> = {
	1: ['bold', '1'],
	2: ['faint', '2'],
	3: ['italic', '3'],
	4: ['underline', '4'],
	7: ['reverse', '7'],
	9: ['struck', '9'],
	21: ['underline', '21'],
	23: ['italic', undefined],
	24: ['underline', undefined],
	27: ['reverse', undefined],
	29: ['struck', undefined],
	39: ['foreground', undefined],
	49: ['background', undefined],
};

/**
 * Applies the parameters of an SGR sequence (`1;31`) to the active styles. Ignores unknown parameters, blinking and hidden
 * text. Source: ECMA-48 8.3.117, ITU T.416 for `38` and `48`.
 */
export function applySgr(state: SgrState, parameters: string): SgrState {
	const next = new Map(state);
	const items = parameters.split(';');
	for (let index = 0; index < items.length; index++) {
		const [first = '', ...sub] = items[index]!.split(':');
		const code = Number(first);
		if (code === 38 || code === 48) {
			const slot = code === 38 ? 'foreground' : 'background';
			if (sub.length > 0) {
				set(next, slot, colour(code, sub[0] === '2' && sub.length > 4 ? [sub[0], ...sub.slice(2, 5)] : sub));
				continue;
			}
			const count = items[index + 1] === '5' ? 2 : items[index + 1] === '2' ? 4 : 0;
			set(next, slot, colour(code, items.slice(index + 1, index + 1 + count)));
			index += count;
		} else if (code === 58 && sub.length === 0) {
			// Skip the parameters of an underline colour: they must not be read as styles.
			index += items[index + 1] === '5' ? 2 : items[index + 1] === '2' ? 4 : 0;
		} else if (code === 0) {
			next.clear();
		} else if (code === 4 && sub[0] === '0') {
			next.delete('underline');
		} else if (code === 22) {
			next.delete('bold');
			next.delete('faint');
		} else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
			next.set('foreground', String(code));
		} else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
			next.set('background', String(code));
		} else if (styles[code] !== undefined) {
			const [slot, value] = styles[code];
			if (value === undefined) {
				next.delete(slot);
			} else {
				next.set(slot, value);
			}
		}
	}
	return next;
}

/** The SGR parameters that set these styles on a terminal with default styles; empty for the defaults. */
export function sgrParameters(state: SgrState): string {
	return [...state.values()].join(';');
}

function set(state: Map<string, string>, slot: string, value: string | undefined): void {
	if (value !== undefined) {
		state.set(slot, value);
	}
}

/** `38;5;n` or `38;2;r;g;b`; undefined when a number is missing or out of range. */
function colour(code: number, parts: readonly string[]): string | undefined {
	const [kind, ...numbers] = parts;
	const wanted = kind === '5' ? 1 : kind === '2' ? 3 : 0;
	if (wanted === 0 || numbers.length !== wanted) {
		return undefined;
	}
	if (!numbers.every(number => /^\d{0,3}$/.test(number) && Number(number) <= 255)) {
		return undefined;
	}
	return [code, kind, ...numbers.map(Number)].join(';');
}
