import type { Need } from '../need.js';
import type { UnitSet } from './code-units.js';
import type { Node } from './node.js';

const nothing: Need = { kind: 'all', parts: [] };

/** The texts that are in every match of an expression, in lower case if the expression ignores case. */
export function needOf(node: Node, ignoresCase: boolean): Need {
	switch (node.kind) {
		case 'units':
		case 'edge':
			return needOfSequence([node], ignoresCase);
		case 'sequence':
			return needOfSequence(node.parts, ignoresCase);
		case 'choice':
			return { kind: 'one', parts: node.parts.map(part => needOf(part, ignoresCase)) };
		case 'repeat':
			return node.min === 0 ? nothing : needOf(node.part, ignoresCase);
	}
}

/** Characters side by side are one text. */
function needOfSequence(nodes: readonly Node[], ignoresCase: boolean): Need {
	const parts: Need[] = [];
	let text = '';
	const endText = () => {
		if (text !== '') {
			parts.push({ kind: 'text', text });
		}
		text = '';
	};
	for (const node of nodes) {
		const unit = node.kind === 'units' ? onlyUnit(node.set, ignoresCase) : undefined;
		if (unit !== undefined) {
			text += unit;
		} else if (node.kind !== 'edge') {
			endText();
			parts.push(node.kind === 'units' ? nothing : needOf(node, ignoresCase));
		}
	}
	endText();
	return { kind: 'all', parts };
}

/**
 * The one character that a set matches; undefined if there are several. If case is ignored, this is so for ASCII only: other
 * letters have forms that `toLowerCase` does not join.
 */
function onlyUnit(set: UnitSet, ignoresCase: boolean): string | undefined {
	const [one, other] = set.map(([first]) => first);
	if (one === undefined || set.length > 2 || set.some(([first, last]) => first !== last)) {
		return undefined;
	}
	const unit = String.fromCharCode(one);
	if (!ignoresCase) {
		return other === undefined ? unit : undefined;
	}
	const lower = unit.toLowerCase();
	return one < 0x80 && (other === undefined || String.fromCharCode(other) === lower) ? lower : undefined;
}
