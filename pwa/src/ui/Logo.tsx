interface LogoProps {
  size?: number;
  /** It stands on the brand's own colour. */
  onBrand?: boolean;
}

/** Doorstep's sign: a door, a step, and a yellow handle. */
export function Logo({ size = 38, onBrand = false }: LogoProps) {
  const [ground, door] = onBrand ? ["#fff", "#00594c"] : ["#00594c", "#fff"];
  const edge = `${size / 16}rem`;
  return (
    <svg class="icon" width={edge} height={edge} viewBox="0 0 38 38" aria-hidden="true" focusable="false">
      <rect width="38" height="38" rx="11" fill={ground} />
      <path d="M11 30V13.5L19 8l8 5.5V30z" fill={door} />
      <path d="M8 30h22" stroke={door} stroke-width="3" stroke-linecap="round" />
      <circle cx="23.3" cy="21" r="1.8" fill="#ffd23f" />
    </svg>
  );
}
