public struct Figure { public func text(width: Int, color: Bool) -> String { "" }; public func svg() -> String { "" } }
