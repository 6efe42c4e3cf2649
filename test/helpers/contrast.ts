/** The contrast of two colours `#rrggbb`, from 1 to 21. Source: WCAG 2, relative luminance and contrast ratio. */
export function contrast(a: string, b: string): number {
	const luminance = (colour: string) =>
		[1, 3, 5]
			.map(start => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
			.map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
			.reduce((sum, part, channel) => sum + part * [0.2126, 0.7152, 0.0722][channel]!, 0);
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
	return (light + 0.05) / (dark + 0.05);
}
