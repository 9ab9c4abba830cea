import type { PaymentRequest } from "@jiaozi/sdk/request/payment-request";
import { useState } from "react";
import { Countdown } from "../../components/Countdown.tsx";

interface ExpiryCountdownProps {
  request: PaymentRequest;
  /** The newest block's time. */
  chainSeconds: number;
}

/** It ticks by the device's clock, so the chain's time left is laid on that: once, or it would jump with each block. */
export function ExpiryCountdown({ request, chainSeconds }: ExpiryCountdownProps) {
  const [expiresAt] = useState(() => Number(request.expiresAt) - chainSeconds + Math.floor(Date.now() / 1000));
  return <Countdown expiresAt={expiresAt} />;
}
